package sdesync.http;

import java.io.IOException;

/** The proxy, not the host behind it, said no. */
final class ProxyRefusal extends IOException {
  private static final long serialVersionUID = 1L;

  ProxyRefusal(int status) {
    super(
        "the proxy answered HTTP "
            + status
            + " instead of connecting; check http.proxy"
            + (status == 407 ? " and its user and password" : " and http.no-proxy"));
  }
}
