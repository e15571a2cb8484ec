package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Short stories of several managers, each told in one row: what they do, how the last step ends,
 * the object then, and its owners.
 *
 * <p>{@code A applies}, {@code A forces} and {@code U puts} an object; {@code c[web]} is the
 * container of that name, {@code p[80]} a TCP port of a Service.
 */
class ServerSideApplyStoriesTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1  | A applies {data: {k: '1'}}                                          | content   | {data: {k: '1'}}           | A: .data.k
          2  | U puts {data: {k: '1'}}                                             | -         | {data: {k: '1'}}           | U: .data .data.k
          3  | A applies {data: {k: '1'}}; A applies {data: {k: '1'}}              | none      | {data: {k: '1'}}           | A: .data.k
          4  | A applies {data: {k: '1'}}; B applies {data: {k: '1'}}              | ownership | {data: {k: '1'}}           | A: .data.k; B: .data.k
          5  | A applies {data: {k: '1'}}; B applies {data: {k: '2'}}              | A .data.k | {data: {k: '1'}}           | A: .data.k
          6  | A applies {data: {k: '1'}}; B forces {data: {k: '2'}}               | content   | {data: {k: '2'}}           | B: .data.k
          7  | A applies {data: {k: '1'}}; B applies {data: {k: '1'}}; A applies {data: {k: '2'}} | B .data.k | {data: {k: '1'}} | A: .data.k; B: .data.k
          8  | A applies {data: {k: '1'}}; B applies {data: {k: '1'}}; A applies {data: {j: '3'}} | content | {data: {k: '1', j: '3'}} | A: .data.j; B: .data.k
          9  | A applies {data: {k: '1', j: '2'}}; A applies {data: {j: '2'}}      | content   | {data: {j: '2'}}           | A: .data.j
          10 | A applies {data: {k: '1'}}; A applies {}                            | content   | {}                         | -
          34 | A applies {data: {k: '1'}}; U puts {data: {k: '1', j: '2'}}; A applies {data: {}} | content | {data: {j: '2'}} | A: .data; U: .data.j
          35 | A applies {data: {k: '1'}}; U puts {data: {k: '1', j: '2'}}; A applies {data: null} | content | {data: {j: '2'}} | A: .data; U: .data.j
          36 | A applies {data: {k: '1'}}; A applies {data: null}                  | content   | {data: null}               | A: .data
          37 | U puts {data: {}}; A applies {data: {k: '1'}}; A applies {}         | content   | {data: null}               | U: .data
          39 | A applies {metadata: {labels: {a: b}}}; U puts {metadata: {labels: {}}} | -     | {metadata: {labels: {}}}   | -
          40 | U puts {immutable: false}; A applies {metadata: {labels: {a: b}}}; U puts {immutable: false}; A applies {metadata: {labels: {a: b}}} | content | {immutable: false, metadata: {labels: {a: b}}} | A: .metadata.labels.a; U: .immutable
          """)
  void onConfigMaps(String number, String story, String end, String object, String owners) {
    Story.of("v1", "ConfigMap").told(story).endsWith(end, map(object), owners);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          11 | A applies {spec: {replicas: 3}}; U puts {spec: {replicas: 5}}                                     | - | {spec: {replicas: 5}} | U: .spec.replicas
          12 | A applies {spec: {replicas: 3, paused: true}}; U puts {spec: {replicas: 5, paused: true}}; A applies {spec: {paused: true}} | none | {spec: {replicas: 5, paused: true}} | A: .spec.paused; U: .spec.replicas
          13 | A applies {spec: {replicas: 3}}; U puts {spec: {replicas: 5}}; U puts {spec: {replicas: 5}}; A applies {spec: {replicas: 3}} | U .spec.replicas | {spec: {replicas: 5}} | U: .spec.replicas
          14 | A applies {spec: {replicas: 3}}; U puts {spec: {replicas: 5}}; A applies {spec: {replicas: 5}} | ownership | {spec: {replicas: 5}} | A: .spec.replicas; U: .spec.replicas
          15 | A applies {spec: {replicas: 3}}; U puts {spec: {replicas: 3}}                                     | - | {spec: {replicas: 3}} | A: .spec.replicas
          22 | A applies {spec: {paused: true, strategy: {type: X}}}; U puts {spec: {paused: true, strategy: {type: X, rollingUpdate: {partition: 1}}}}; A applies {spec: {paused: true}} | content | {spec: {paused: true, strategy: {rollingUpdate: {partition: 1}}}} | A: .spec.paused; U: .spec.strategy.rollingUpdate .spec.strategy.rollingUpdate.partition
          33 | A applies {spec: {selector: {matchLabels: {app: x}}}}; B forces {spec: {selector: {matchLabels: {tier: y}}}} | content | {spec: {selector: {matchLabels: {tier: y}}}} | B: .spec.selector
          """)
  void onDeployments(String number, String story, String end, String object, String owners) {
    Story.of("apps/v1", "Deployment").told(story).endsWith(end, map(object), owners);
  }

  /** What is told is the list of containers of a Deployment. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          16 | A applies [{name: web, image: a}]; U puts [{name: web, image: a}, {name: proxy}]; A applies [{name: web, image: b}] | content | [{name: web, image: b}, {name: proxy}] | A: c[web] c[web].name c[web].image; U: c[proxy] c[proxy].name
          17 | A applies [{name: web}, {name: log}]; A applies [{name: log}, {name: web}] | content | [{name: log}, {name: web}]    | A: c[log] c[log].name c[web] c[web].name
          18 | A applies [{name: web}, {name: log}]; A applies [{name: log}]             | content | [{name: log}]                  | A: c[log] c[log].name
          19 | A applies [{name: a}, {name: b}]; B applies [{name: b}, {name: d}]; A applies [{name: a}] | ownership | [{name: a}, {name: b}, {name: d}] | A: c[a] c[a].name; B: c[b] c[b].name c[d] c[d].name
          20 | A applies [{name: a}, {name: b, image: i}]; U puts [{name: a}, {name: b, image: i, tty: true}]; A applies [{name: a}] | content | [{name: a}] | A: c[a] c[a].name
          21 | A applies [{name: a}, {name: b, image: i}]; B applies [{name: b, tty: true}]; A applies [{name: a}] | content | [{name: a}, {name: b, tty: true}] | A: c[a] c[a].name; B: c[b] c[b].name c[b].tty
          23 | A applies [{name: web, image: i}]; defaults [{name: web, image: i, imagePullPolicy: Always}]; A applies [{name: web, image: j}] | content | [{name: web, image: j, imagePullPolicy: Always}] | A: c[web] c[web].name c[web].image
          24 | A applies [{name: web, image: i, tty: true}]; defaults [{name: web, image: i, tty: true, imagePullPolicy: Always}]; A applies [{name: web, image: i}] | content | [{name: web, image: i, imagePullPolicy: Always}] | A: c[web] c[web].name c[web].image
          32 | A applies [{name: a, args: [a, b]}]; B applies [{name: a, args: [a]}]     | A c[a].args | [{name: a, args: [a, b]}]   | A: c[a] c[a].name c[a].args
          -  | A applies [{name: web, image: i}]; U puts [{name: web, image: j}]; A forces [{name: web, image: i}] | content | [{name: web, image: i}] | A: c[web] c[web].name c[web].image
          -  | A applies [{name: web, image: i}]; U puts [{name: web, image: j}]; A applies [{name: web}] | none | [{name: web, image: j}] | A: c[web] c[web].name; U: c[web].image
          -  | A applies [{name: web}]; U puts [{name: web}, {name: side}]; A forces [{name: side}, {name: web}] | content | [{name: side}, {name: web}] | A: c[side] c[side].name c[web] c[web].name; U: c[side] c[side].name
          -  | A applies [{name: a, env: [{name: x, value: '1'}, {name: y, value: '2'}]}]; A applies [{name: a, env: [{name: y, value: '2'}]}] | content | [{name: a, env: [{name: y, value: '2'}]}] | A: c[a] c[a].name c[a].env[name="y"] c[a].env[name="y"].name c[a].env[name="y"].value
          -  | A applies [{name: a, ports: [{containerPort: 53}, {containerPort: 53, protocol: UDP}]}]; A applies [{name: a, ports: [{containerPort: 53, protocol: UDP}]}] | content | [{name: a, ports: [{containerPort: 53, protocol: UDP}]}] | A: c[a] c[a].name c[a].ports[containerPort=53,protocol="UDP"] c[a].ports[containerPort=53,protocol="UDP"].containerPort c[a].ports[containerPort=53,protocol="UDP"].protocol
          """)
  void onContainers(String number, String story, String end, String containers, String owners) {
    Story.of("apps/v1", "Deployment")
        .within("{spec: {template: {spec: {containers: %s}}}}")
        .told(story)
        .endsWith(
            end, map("{spec: {template: {spec: {containers: %s}}}}".formatted(containers)), owners);
  }

  /** What is told is the list of ports of a Service. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          25 | A applies [{port: 80, protocol: TCP}]; A applies [{port: 80}]             | content | [{port: 80}]                   | A: p[80] p[80].port
          26 | A applies [{port: 53}, {port: 53, protocol: UDP}]                         | content | [{port: 53}, {port: 53, protocol: UDP}] | A: p[53] p[53].port .spec.ports[port=53,protocol="UDP"] .spec.ports[port=53,protocol="UDP"].port .spec.ports[port=53,protocol="UDP"].protocol
          27 | A applies [{port: 80}]; A applies [{port: 80}, {port: 80, protocol: TCP}] | duplicate entries for key [port=80,protocol="TCP"] | [{port: 80}] | A: p[80] p[80].port
          """)
  void onServicePorts(String number, String story, String end, String ports, String owners) {
    Story.of("v1", "Service")
        .within("{spec: {ports: %s}}")
        .told(story)
        .endsWith(end, map("{spec: {ports: %s}}".formatted(ports)), owners);
  }

  /** What is told is the finalizers of a Namespace, a set. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          28 | U puts [x, y]; A applies [z]                | content | [x, y, z]    | A: s[z]; U: .metadata.finalizers s[x] s[y]
          29 | U puts [x]; A applies [z]; A applies []     | content | [x]          | U: .metadata.finalizers s[x]
          30 | U puts [x, x, y]; A applies [z]             | content | [x, x, y, z] | A: s[z]; U: .metadata.finalizers s[x] s[y]
          31 | U puts [x, x, y]; A applies [x]             | U s[x]  | [x, x, y]    | U: .metadata.finalizers s[x] s[y]
          31 | U puts [x, x, y]; A forces [x]              | content | [x, y]       | A: s[x]; U: .metadata.finalizers s[y]
          """)
  void onFinalizers(String number, String story, String end, String finalizers, String owners) {
    Story.of("v1", "Namespace")
        .within("{metadata: {finalizers: %s}}")
        .told(story)
        .endsWith(end, map("{metadata: {finalizers: %s}}".formatted(finalizers)), owners);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          41 | A applies {spec: {list: [1]}}; B applies {spec: {list: [2]}} | A .spec.list | {spec: {list: [1]}} | A: .spec .spec.list
          42 | A applies {spec: {a: 1}}; A applies {spec: {b: 2}}           | content      | {spec: {b: 2}}      | A: .spec .spec.b
          -  | A applies {spec: {a: {x: 1}}}; A applies {spec: {a: 1}}      | content      | {spec: {a: 1}}      | A: .spec .spec.a
          -  | A applies {spec: {a: {x: 1}}}; B forces {spec: {a: 1}}       | content      | {spec: {a: 1}}      | A: .spec; B: .spec .spec.a
          -  | A applies {spec: {a: 1}}; U puts {spec: {a: 1, b: 1}}; A applies {} | content | {}               | -
          """)
  void onKindsWithoutSchema(String number, String story, String end, String object, String owners) {
    Story.of("example.org/v1", "Widget").told(story).endsWith(end, map(object), owners);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          38 | A applies {spec: {template: {spec: {volumes: [{name: v}]}}}}; A applies {spec: {template: {spec: {volumes: []}}}} | content | {} | -
          -  | A applies {spec: {template: {spec: {volumes: [{name: v, configMap: {name: c}}]}}}}; A applies {spec: {template: {spec: {volumes: [{name: v, secret: {secretName: s}}]}}}} | content | {spec: {template: {spec: {volumes: [{name: v, secret: {secretName: s}}]}}}} | A: v[v] v[v].name v[v].secret.secretName
          -  | A applies {spec: {template: {spec: {tolerations: [{key: a}]}}}}; B forces {spec: {template: {spec: {tolerations: []}}}} | content | {spec: {template: {spec: {tolerations: []}}}} | B: .spec.template.spec.tolerations
          -  | A applies {spec: {template: {spec: {imagePullSecrets: [{name: r}]}}}} | content | {spec: {template: {spec: {imagePullSecrets: [{name: r}]}}}} | A: .spec.template.spec.imagePullSecrets[name="r"]
          """)
  void onPodTemplates(String number, String story, String end, String object, String owners) {
    Story.of("apps/v1", "Deployment").told(story).endsWith(end, map(object), owners);
  }
}
