package sdesync.sandbox.rally;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sdesync.sandbox.wire.Answer;
import sdesync.sandbox.wire.Api;
import sdesync.sandbox.wire.Request;

/** The paths of WSAPI v2.0, and who may do what there. */
final class Wsapi implements Api {
  private static final Pattern ROOT = Pattern.compile("/slm/webservice/v2\\.(?:0|x)/(.*)");
  private static final Pattern TYPE =
      Pattern.compile("([a-zA-Z]+)(?:/([0-9a-fA-F-]{1,36})(?:/([a-zA-Z]+)(?:/(add|remove))?)?)?/?");
  private static final Pattern CREATE = Pattern.compile("([a-zA-Z]+)/create/?");
  private static final String OPERATION = "OperationResult";

  private final Items items;
  private final Schema schema;
  private final Access access;
  private final Reading reading;
  private final Writing writing;
  private final Board board;

  Wsapi(Items items, Schema schema, Access access) {
    this.items = items;
    this.schema = schema;
    this.access = access;
    this.reading = new Reading(items, schema);
    this.writing = new Writing(items, schema, reading);
    this.board = new Board(items);
  }

  @Override
  public String caller(Request request) {
    return access.name(request);
  }

  @Override
  public int atOnce() {
    return Rally.AT_ONCE;
  }

  @Override
  public Answer answer(Request request) {
    if (request.path().equals("/")) {
      return board.page();
    }
    Matcher root = ROOT.matcher(request.path());
    if (!root.matches()) {
      return Answer.text(
          404, "text/html;charset=utf-8", "<html><body><h1>Not Found</h1></body></html>");
    }
    Optional<Access.Visitor> visitor = access.visitor(request);
    if (visitor.isEmpty()) {
      return unauthorized();
    }
    Answer answer = answer(request, root.group(1), visitor.get());
    return visitor.get() instanceof Access.BySession session
        ? answer.with("Set-Cookie", session.cookie())
        : answer;
  }

  private Answer answer(Request request, String path, Access.Visitor visitor) {
    if (path.equals("security/authorize")) {
      return authorize(visitor);
    }
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (!reads && visitor instanceof Access.ByKey key && key.readOnly()) {
      return unauthorized();
    }
    List<String> warnings = new ArrayList<>();
    String plain = path.replaceAll("\\.js$|\\.js(?=/)", "");
    if (!plain.equals(path)) {
      warnings.add("It is no longer necessary to append \".js\" to WSAPI resources.");
    }
    String envelope = envelope(plain, reads);
    try {
      if (!reads) {
        mayWrite(request, visitor);
      }
      return act(request, plain, visitor.account(), warnings);
    } catch (WsapiError e) {
      return Envelope.failed(envelope, List.of(e.line()), warnings);
    }
  }

  /** The frame a failure of this request comes in. */
  private static String envelope(String path, boolean reads) {
    if (reads) {
      boolean list = path.matches("[a-zA-Z]+/?") || path.matches("[a-zA-Z]+/[^/]+/[^/]+/?");
      return list ? "QueryResult" : OPERATION;
    }
    return path.endsWith("/create") ? "CreateResult" : OPERATION;
  }

  private static void mayWrite(Request request, Access.Visitor visitor) {
    if (visitor instanceof Access.BySession session) {
      String key = request.query().value("key").orElse("");
      if (session.begun() || !session.session().token().equals(key)) {
        throw new WsapiError("Not authorized to perform action: Invalid key");
      }
    }
    if (!visitor.account().editor()) {
      throw new WsapiError(
          "Not authorized to perform action: %s may only view".formatted(visitor.account()));
    }
  }

  private Answer act(Request request, String path, Account account, List<String> warnings) {
    Matcher create = CREATE.matcher(path);
    if (create.matches()) {
      if (!request.method().equals("POST") && !request.method().equals("PUT")) {
        throw new WsapiError("Could not create: use POST or PUT");
      }
      return writing.create(request, writable(create.group(1)), account, warnings);
    }
    Matcher parts = TYPE.matcher(path);
    if (!parts.matches()) {
      throw new WsapiError("Could not read: there is no resource " + path);
    }
    Type type = type(parts.group(1));
    if (parts.group(2) == null) {
      return whole(request, type, account, warnings);
    }
    String verb = verb(request.method());
    Item item =
        items
            .find(type, parts.group(2))
            .filter(new Scope(items, account)::visible)
            .orElseThrow(() -> new WsapiError("Cannot find object to " + verb));
    return parts.group(3) == null
        ? single(request, item, account, warnings)
        : collection(request, item, parts, account, warnings);
  }

  /** All of a type; for the two of which a caller has one, that one. */
  private Answer whole(Request request, Type type, Account account, List<String> warnings) {
    if (!verb(request.method()).equals("read")) {
      throw new WsapiError("Could not create: the path is " + type.path() + "/create");
    }
    if (request.query().value("query").isEmpty()) {
      if (type.name().equals("User")) {
        return one(request, account.userId(), account, warnings);
      }
      if (type.name().equals("Subscription")) {
        long id = items.of("Subscription").findFirst().map(Item::id).orElse(0L);
        return one(request, id, account, warnings);
      }
    }
    return reading.query(request, type, account, warnings);
  }

  private Answer one(Request request, long id, Account account, List<String> warnings) {
    Item item = items.find(id).orElseThrow(() -> new WsapiError("Cannot find object to read"));
    return reading.one(request, item, account, warnings);
  }

  private Answer single(Request request, Item item, Account account, List<String> warnings) {
    return switch (verb(request.method())) {
      case "read" -> reading.one(request, item, account, warnings);
      case "delete" -> {
        writable(item.type());
        yield writing.delete(item, warnings);
      }
      default -> {
        writable(item.type());
        yield writing.update(request, item, account, warnings);
      }
    };
  }

  private Answer collection(
      Request request, Item item, Matcher parts, Account account, List<String> warnings) {
    Attribute attribute =
        schema
            .type(item.type())
            .attribute(parts.group(3))
            .filter(known -> known.kind() == Attribute.Kind.COLLECTION)
            .orElseThrow(
                () ->
                    new WsapiError(
                        "Could not read: %s has no collection %s"
                            .formatted(item.type(), parts.group(3))));
    @Nullable String change = parts.group(4);
    if (change == null) {
      return reading.collection(request, item, attribute, account, warnings);
    }
    if (verb(request.method()).equals("read")) {
      throw new WsapiError("Could not update: use POST");
    }
    return writing.members(request, item, attribute, change.equals("add"), account);
  }

  private static String verb(String method) {
    return switch (method) {
      case "GET", "HEAD" -> "read";
      case "DELETE" -> "delete";
      default -> "update";
    };
  }

  private Type type(String name) {
    return schema
        .find(name)
        .orElseThrow(() -> new WsapiError("Could not read: there is no type \"" + name + "\""));
  }

  private Type writable(String name) {
    Type type = type(name);
    if (!type.writable()) {
      throw new WsapiError("Not authorized to perform action: " + type.name() + " is read-only");
    }
    return type;
  }

  private static Answer authorize(Access.Visitor visitor) {
    String token =
        visitor instanceof Access.BySession session ? session.session().token() : "not-needed";
    return Envelope.of(
        OPERATION, List.of(), List.of(), json -> json.writeStringField("SecurityToken", token));
  }

  /** Not JSON, as Rally's is not. */
  private static Answer unauthorized() {
    return Answer.text(
            401,
            "text/html;charset=utf-8",
            "<!DOCTYPE html><html><head><title>Error 401</title></head><body>"
                + "<h2>HTTP ERROR 401</h2><p>The username or password you entered is incorrect."
                + "</p></body></html>")
        .with("WWW-Authenticate", "Basic realm=\"ALM\"");
  }
}
