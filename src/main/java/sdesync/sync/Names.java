package sdesync.sync;

import java.util.List;
import java.util.Map;

/** The names that macros in params stand for. */
record Names(String application, String project, String context) {

  static Names read(ParamReader params) {
    params.ignore("sde_businessunit");
    return new Names(
        Texts.oneLine(params.text("sde_application", "")),
        Texts.oneLine(params.text("sde_project", "")),
        Texts.oneLine(params.text("alm_context", "")));
  }

  Map<String, String> macros() {
    return Map.of("application", application, "project", project, "context", context);
  }

  /** A text, or a list of texts, with the macros in it filled in; other dollars stay. */
  Object fill(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(this::fill).toList();
    }
    return Macros.fill(value.toString(), macros());
  }
}
