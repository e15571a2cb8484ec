package io.gitops4j.jgit;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.security.GeneralSecurityException;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory2;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * HTTP connections of one operation. A redirect to another place does not take the credentials
 * along. The last answer is remembered, because JGit tells it only in words.
 */
final class BoundHttp implements HttpConnectionFactory2 {
  private final URL home;
  private volatile int lastStatus;

  BoundHttp(String address) throws MalformedURLException {
    this.home = new URL(address);
  }

  /** The status of the last answer, 0 before any. */
  int lastStatus() {
    return lastStatus;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return new Connection(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
    return new Connection(url, proxy == null ? Proxy.NO_PROXY : proxy);
  }

  @Override
  public GitSession newSession() {
    GitSession session = new JDKHttpConnectionFactory().newSession();
    return new GitSession() {
      @Override
      public HttpConnection configure(HttpConnection connection, boolean sslVerify)
          throws IOException, GeneralSecurityException {
        return session.configure(connection, sslVerify);
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }

  /**
   * Whether a place may see what is meant for the repository: the same host and port, or TLS there.
   */
  static boolean isHome(URL home, URL other) {
    boolean sameHost = home.getHost().equalsIgnoreCase(other.getHost());
    boolean sameScheme = home.getProtocol().equalsIgnoreCase(other.getProtocol());
    boolean upgrade = home.getProtocol().equals("http") && other.getProtocol().equals("https");
    return sameHost
        && (sameScheme
            ? port(home) == port(other)
            : upgrade && port(home) == 80 && port(other) == 443);
  }

  private static int port(URL url) {
    return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
  }

  private final class Connection extends JDKHttpConnection {
    private final boolean atHome;

    Connection(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
      this.atHome = isHome(home, url);
    }

    @Override
    public void setRequestProperty(String key, String value) {
      if (atHome || !key.equalsIgnoreCase("Authorization")) {
        super.setRequestProperty(key, value);
      }
    }

    @Override
    public int getResponseCode() throws IOException {
      lastStatus = super.getResponseCode();
      return lastStatus;
    }
  }
}
