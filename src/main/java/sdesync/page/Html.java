package sdesync.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.Map;

/** The templates, which the build made classes of. They escape whatever they show. */
final class Html {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(null, ContentType.Html, Html.class.getClassLoader());

  void show(Context request, String template, Map<String, Object> params) {
    var page = new StringOutput();
    engine.render(template + ".jte", params, page);
    request.html(page.toString());
  }
}
