package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JdbcUrlTest {
  @Test
  void an_h2_file_is_opened_with_the_settings_that_lose_nothing() {
    assertThat(JdbcUrl.of("jdbc:h2:file:/d/store").text())
        .isEqualTo(
            "jdbc:h2:async:/d/store;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0"
                + ";CACHE_SIZE=65536;QUERY_CACHE_SIZE=64");
  }

  @Test
  void settings_of_an_administrator_stay_but_not_those_that_lose_commits() {
    assertThat(JdbcUrl.of("jdbc:h2:file:/d/store;CACHE_SIZE=9;write_delay=500").text())
        .isEqualTo(
            "jdbc:h2:async:/d/store;CACHE_SIZE=9;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0"
                + ";QUERY_CACHE_SIZE=64");
  }

  @Test
  void a_postgresql_that_goes_away_without_a_word_holds_no_thread_for_ever() {
    JdbcUrl url = JdbcUrl.of("jdbc:postgresql://db/sde?socketTimeout=7&password=secret");
    assertThat(url.properties())
        .containsEntry("connectTimeout", "5")
        .containsEntry("tcpKeepAlive", "true")
        .doesNotContainKey("socketTimeout");
    assertThat(url.isFile()).isFalse();
  }

  @Test
  void a_message_names_the_database_without_the_password_in_its_url() {
    assertThat(JdbcUrl.of("jdbc:postgresql://db/sde?password=secret").spoken())
        .isEqualTo("jdbc:postgresql://db/sde");
    assertThat(JdbcUrl.of("jdbc:h2:file:/d/store;PASSWORD=x").spoken()).isEqualTo("/d/store.mv.db");
  }
}
