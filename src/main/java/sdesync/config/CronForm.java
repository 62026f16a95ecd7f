package sdesync.config;

import sdesync.schedule.Cron;

/** The form of cron texts. */
final class CronForm {
  private CronForm() {}

  static Form<String> form() {
    return new Form<>(
        "a crontab(5) line such as H 2 * * 1-5",
        text -> {
          try {
            return Cron.parse(text).toString();
          } catch (IllegalArgumentException e) {
            throw new Unfit(String.valueOf(e.getMessage()));
          }
        });
  }
}
