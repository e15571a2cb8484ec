package io.gitops4j.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example/team/guestbook",
        "https://git.example/team/guestbook.git",
        "https://git.example/team/guestbook/",
        "https://git.example/team/guestbook.git/",
        "https://GIT.example:8443/team/guestbook",
        "http://git.example/team/guestbook",
        "ssh://git@git.example/team/guestbook.git",
        "ssh://git@git.example:2222/team/guestbook.git",
        "git@git.example:team/guestbook.git",
        "git@git.example:/team/guestbook.git",
        "git.example:team/guestbook"
      })
  void allSpellingsOfARepositoryShareOneIdentity(String text) {
    assertThat(RepositoryUrl.of(text).identity()).isEqualTo("git.example/team/guestbook");
  }

  @ParameterizedTest
  @CsvSource({
    "https://git.example/a, https, git.example, /a",
    "ssh://deploy@git.example:22/a, ssh, git.example, /a",
    "git@git.example:team/a, ssh, git.example, team/a",
    "file:///srv/git/a.git, file, , /srv/git/a.git",
    "/srv/git/a.git, file, , /srv/git/a.git",
  })
  void takesAnAddressApart(String text, String scheme, String host, String path) {
    RepositoryUrl url = RepositoryUrl.of(text);

    assertThat(url.scheme()).isEqualTo(scheme);
    assertThat(url.host().orElse(null)).isEqualTo(host);
    assertThat(url.path()).isEqualTo(path);
    assertThat(url.isLocal()).isEqualTo(scheme.equals("file"));
    assertThat(url).hasToString(text);
  }

  @Test
  void aLocalRepositoryIsItsPathHoweverItIsWritten() {
    assertThat(RepositoryUrl.of("file:///srv/a.git").identity())
        .isEqualTo(RepositoryUrl.of("/srv/a").identity())
        .isEqualTo("/srv/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ada:canary@git.example/a",
        "https://canary@git.example/a",
        "ssh://git:canary@git.example/a",
        "http://ada:canary@git.example:8080/a",
        "https://ada:can/ary@git.example/a",
        "https://ada:c@nary@git.example/a",
        "https://ada:canary@git.example:notaport/a",
        "ada:canary@git.example:a"
      })
  void refusesPasswordsWithoutRepeatingThem(String text) {
    assertThatThrownBy(() -> RepositoryUrl.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("canary")
        .hasMessageNotContaining("nary")
        .hasMessageNotContaining("can/ary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "guestbook", "./guestbook", "../guestbook", "ftp://git.example/a"})
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> RepositoryUrl.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://")
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void equalityIsOfTheText() {
    assertThat(RepositoryUrl.of("https://git.example/a"))
        .isEqualTo(RepositoryUrl.of("https://git.example/a"))
        .hasSameHashCodeAs(RepositoryUrl.of("https://git.example/a"))
        .isNotEqualTo(RepositoryUrl.of("https://git.example/a.git"));
  }
}
