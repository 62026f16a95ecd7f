package sdesync.page;

import java.time.Instant;
import sdesync.ops.Login.Visitor;
import sdesync.ops.Scope;

/**
 * What stands around every screen.
 *
 * @param place which entry of the navigation it belongs to
 * @param assets what the addresses of scripts and styles end with
 */
public record Shell(
    String title, String place, Visitor visitor, Instant now, String version, String assets) {

  public boolean mayRun() {
    return visitor.scope().covers(Scope.RUN);
  }

  public boolean mayAdminister() {
    return visitor.scope().covers(Scope.ADMIN);
  }
}
