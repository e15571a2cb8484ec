package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiCall;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The refusals of a kube-apiserver, word by word as Kubernetes 1.20 gives them. */
class StatusAnswersTest extends ApiFixture {
  private static final String NOT_FOUND =
      "{'message':'configmaps \\'none\\' not found','reason':'NotFound','details':{'name':'none',"
          + "'kind':'configmaps'},'code':404}";
  private static final String NO_PATH =
      "{'message':'the server could not find the requested resource','reason':'NotFound',"
          + "'details':{},'code':404}";
  private static final String UNPROCESSABLE =
      "{'message':'the server rejected our request due to an error in our request',"
          + "'reason':'Invalid','details':{},'code':422}";

  private static Arguments refused(String what, ApiCall call, String status) {
    return Arguments.of(what, call, status.replace("\\'", "\\\""));
  }

  static Stream<Arguments> reads() {
    return Stream.of(
        refused("absent object", ApiCall.get(CONFIG_MAP, "guestbook", "none"), NOT_FOUND),
        refused(
            "kind that is not served",
            ApiCall.list(GroupVersionKind.of("example.org/v1", "Widget"), ""),
            NO_PATH),
        refused(
            "version that is not served",
            ApiCall.list(GroupVersionKind.of("batch/v1beta1", "CronJob"), ""),
            NO_PATH),
        refused(
            "status of a kind without",
            ApiCall.get(CONFIG_MAP, "guestbook", "there").on("status"),
            NO_PATH),
        refused(
            "label selector",
            ApiCall.list(CONFIG_MAP, "").with("labelSelector", "a in b"),
            "{'message':'unable to parse requirement: found 'b' expected: '(''"
                    .replace("'b'", "\\u0027b\\u0027")
                    .replace("'(''", "\\u0027(\\u0027'")
                + ",'reason':'BadRequest','code':400}"),
        refused(
            "field selector",
            ApiCall.list(CONFIG_MAP, "").with("fieldSelector", "data.x=1"),
            "{'message':'\\'data.x\\' is not a known field selector: only \\'metadata.name\\',"
                + " \\'metadata.namespace\\'','reason':'BadRequest','code':400}"),
        refused(
            "version of the future",
            ApiCall.list(CONFIG_MAP, "").with("resourceVersion", "99999999"),
            "{'message':'Timeout: Too large resource version: 99999999, current: 106',"
                + "'reason':'Timeout','details':{'causes':[{'reason':'ResourceVersionTooLarge',"
                + "'message':'Too large resource version'}],'retryAfterSeconds':1},'code':504}"),
        refused(
            "match without a version",
            ApiCall.list(CONFIG_MAP, "").with("resourceVersionMatch", "Exact"),
            "{'message':'ListOptions.meta.k8s.io \\'\\' is invalid: resourceVersionMatch: Forbidden:"
                + " resourceVersionMatch is forbidden unless resourceVersion is provided',"
                + "'reason':'Invalid','details':{'group':'meta.k8s.io','kind':'ListOptions',"
                + "'causes':[{'reason':'FieldValueForbidden','message':'Forbidden:"
                + " resourceVersionMatch is forbidden unless resourceVersion is provided',"
                + "'field':'resourceVersionMatch'}]},'code':422}"),
        refused(
            "version that is too old",
            ApiCall.list(CONFIG_MAP, "")
                .with("resourceVersion", "1")
                .with("resourceVersionMatch", "Exact"),
            "{'message':'The resourceVersion for the provided list is too old.',"
                + "'reason':'Expired','code':410}"));
  }

  static Stream<Arguments> writes() {
    return Stream.of(
        refused(
            "name that is taken",
            ApiCall.create(settings("there"), ME),
            "{'message':'configmaps \\'there\\' already exists','reason':'AlreadyExists',"
                + "'details':{'name':'there','kind':'configmaps'},'code':409}"),
        refused(
            "namespace that is not there",
            ApiCall.create(settings("new").inNamespace("nope"), ME),
            "{'message':'namespaces \\'nope\\' not found','reason':'NotFound','details':{"
                + "'name':'nope','kind':'namespaces'},'code':404}"),
        refused(
            "object without a name",
            ApiCall.create(settings("new"), ME)
                .withBody(json("{'apiVersion':'v1','kind':'ConfigMap','metadata':{}}")),
            "{'message':'ConfigMap \\'\\' is invalid: metadata.name: Required value: name or"
                + " generateName is required','reason':'Invalid','details':{'kind':'ConfigMap',"
                + "'causes':[{'reason':'FieldValueRequired','message':'Required value: name or"
                + " generateName is required','field':'metadata.name'}]},'code':422}"),
        refused(
            "resourceVersion of what is to be created",
            ApiCall.create(settings("new", ", resourceVersion: '5'"), ME),
            "{'message':'resourceVersion should not be set on objects to be created','code':500}"),
        refused("replaced object that is absent", ApiCall.replace(settings("none"), ME), NOT_FOUND),
        refused(
            "old resourceVersion",
            ApiCall.replace(settings("there", ", resourceVersion: '1'"), ME),
            "{'message':'Operation cannot be fulfilled on configmaps \\'there\\': the object has been"
                + " modified; please apply your changes to the latest version and try again',"
                + "'reason':'Conflict','details':{'name':'there','kind':'configmaps'},'code':409}"),
        refused(
            "another name",
            ApiCall.mergePatch(CONFIG_MAP, key("there"), json("{'metadata':{'name':'q'}}"), ME),
            "{'message':'the name of the object (q) does not match the name on the URL (there)',"
                + "'reason':'BadRequest','code':400}"),
        refused(
            "another uid, which is found out twice",
            ApiCall.mergePatch(CONFIG_MAP, key("there"), json("{'metadata':{'uid':'q'}}"), ME),
            "{'message':'ConfigMap \\'there\\' is invalid: metadata.uid: Invalid value: \\'q\\': field"
                + " is immutable','reason':'Invalid','details':{'name':'there','kind':'ConfigMap',"
                + "'causes':[{'reason':'FieldValueInvalid','message':'Invalid value: \\'q\\': field is"
                + " immutable','field':'metadata.uid'},{'reason':'FieldValueInvalid','message':'"
                + "Invalid value: \\'q\\': field is immutable','field':'metadata.uid'}]},'code':422}"),
        refused(
            "JSON patch that tests",
            patched("[{'op':'test','path':'/x','value':'y'}]"),
            UNPROCESSABLE),
        refused(
            "JSON patch without a target",
            patched("[{'op':'remove','path':'/x/y'}]"),
            UNPROCESSABLE),
        refused(
            "JSON patch of nothing",
            patched("[{'op':'replace','path':'/x','value':1}]"),
            UNPROCESSABLE),
        refused(
            "JSON patch that is none",
            patched("{'op':'test'}"),
            "{'message':'json: cannot unmarshal object into Go value of type jsonpatch.Patch',"
                + "'reason':'BadRequest','code':400}"));
  }

  private static ApiCall patched(String patch) {
    Value operations = Json.read("test", patch.replace('\'', '"'));
    return ApiCall.jsonPatch(CONFIG_MAP, key("there"), operations, ME);
  }

  static Stream<Arguments> applies() {
    return Stream.of(
        refused(
            "apply without a manager",
            new ApiCall(
                ApiCall.Verb.APPLY,
                CONFIG_MAP,
                "guestbook",
                "there",
                "",
                settings("there").content(),
                Map.of()),
            "{'message':'PatchOptions.meta.k8s.io \\'\\' is invalid: fieldManager: Required value: is"
                + " required for apply patch','reason':'Invalid','details':{'group':'meta.k8s.io',"
                + "'kind':'PatchOptions','causes':[{'reason':'FieldValueRequired','message':'Required"
                + " value: is required for apply patch','field':'fieldManager'}]},'code':422}"),
        refused(
            "manager with a long name",
            ApiCall.apply(settings("there"), "x".repeat(129)),
            "{'message':'PatchOptions.meta.k8s.io \\'\\' is invalid: fieldManager: Too long: must have"
                + " at most 128 bytes','reason':'Invalid','details':{'group':'meta.k8s.io','kind':'"
                + "PatchOptions','causes':[{'reason':'FieldValueTooLong','message':'Too long: must"
                + " have at most 128 bytes','field':'fieldManager'}]},'code':422}"),
        refused(
            "forced patch",
            ApiCall.mergePatch(CONFIG_MAP, key("there"), json("{}"), ME).forced(),
            "{'message':'PatchOptions.meta.k8s.io \\'\\' is invalid: force: Forbidden: may not be"
                + " specified for non-apply patch','reason':'Invalid','details':{'group':'"
                + "meta.k8s.io','kind':'PatchOptions','causes':[{'reason':'FieldValueForbidden',"
                + "'message':'Forbidden: may not be specified for non-apply patch','field':'force'}"
                + "]},'code':422}"),
        refused(
            "managedFields in an apply",
            ApiCall.apply(settings("there", ", managedFields: []"), ME),
            "{'message':'metadata.managedFields must be nil','reason':'BadRequest','code':400}"),
        refused(
            "another version in an apply",
            ApiCall.apply(settings("there"), ME)
                .withBody(
                    json("{'apiVersion':'v2','kind':'ConfigMap','metadata':{'name':'there'}}")),
            "{'message':'Incorrect version specified in apply patch. Specified patch version: v2,"
                + " expected: v1','reason':'BadRequest','code':400}"),
        refused(
            "uid of what is not there",
            ApiCall.apply(settings("none", ", uid: nope"), ME),
            "{'message':'Operation cannot be fulfilled on configmaps \\'none\\': uid mismatch: the"
                + " provided object specified uid nope, and no existing object was found',"
                + "'reason':'Conflict','details':{'name':'none','kind':'configmaps'},'code':409}"),
        refused(
            "field of another",
            ApiCall.apply(
                Yaml.manifest(Yaml.settings("{x: '2'}").replace("settings", "there")), "you"),
            "{'message':'Apply failed with 1 conflict: conflict with \\'me\\' using v1: .data.x',"
                + "'reason':'Conflict','details':{'causes':[{'reason':'FieldManagerConflict',"
                + "'message':'conflict with \\'me\\' using v1','field':'.data.x'}]},'code':409}"));
  }

  static Stream<Arguments> deletions() {
    return Stream.of(
        refused("absent object", ApiCall.delete(CONFIG_MAP, key("none")), NOT_FOUND),
        refused(
            "immortal namespace",
            ApiCall.delete(NAMESPACE, new ResourceKey("", "Namespace", "", "default")),
            "{'message':'namespaces \\'default\\' is forbidden: this namespace may not be deleted',"
                + "'reason':'Forbidden','details':{'name':'default','kind':'namespaces'},"
                + "'code':403}"),
        refused(
            "propagation that is none",
            ApiCall.delete(CONFIG_MAP, key("there")).with("propagationPolicy", "Foo"),
            "{'message':'DeleteOptions.meta.k8s.io \\'\\' is invalid: propagationPolicy: Unsupported"
                + " value: \\'Foo\\': supported values: \\'Foreground\\', \\'Background\\', \\'Orphan\\',"
                + " \\'nil\\'','reason':'Invalid','details':{'group':'meta.k8s.io','kind':'"
                + "DeleteOptions','causes':[{'reason':'FieldValueNotSupported','message':'"
                + "Unsupported value: \\'Foo\\': supported values: \\'Foreground\\', \\'Background\\',"
                + " \\'Orphan\\', \\'nil\\'','field':'propagationPolicy'}]},'code':422}"),
        refused(
            "resourceVersion that is not met",
            ApiCall.delete(CONFIG_MAP, key("there"))
                .withBody(json("{'preconditions':{'resourceVersion':'1'}}")),
            "{'message':'Operation cannot be fulfilled on ConfigMap \\'there\\': the ResourceVersion in"
                + " the precondition (1) does not match the ResourceVersion in record (106). The"
                + " object might have been modified','reason':'Conflict','details':{'name':'there',"
                + "'kind':'ConfigMap'},'code':409}"),
        refused(
            "every namespace",
            ApiCall.delete(NAMESPACE, new ResourceKey("", "Namespace", "", "")),
            "{'message':'the server does not allow this method on the requested resource',"
                + "'reason':'MethodNotAllowed','details':{},'code':405}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"reads", "writes", "applies", "deletions"})
  void refuses(String what, ApiCall call, String status) {
    created(Yaml.manifest(Yaml.settings("{x: '1'}").replace("settings", "there")));

    assertRefused(call, status);
  }
}
