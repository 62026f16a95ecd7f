package sdesync.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Tells by mail; the bean {@code mail} of the route notify. */
public final class Mail implements AutoCloseable {
  private static final int SMTP = 25;
  private static final int SMTPS = 465;

  private final NotifySettings.@Nullable Mail settings;
  private final Duration timeout;
  private final Outbox<Notice> outbox;

  /**
   * @param timeout for connecting, and without a byte
   */
  public Mail(NotifySettings settings, Duration timeout) {
    this(settings, timeout, Webhook.PAUSES);
  }

  Mail(NotifySettings settings, Duration timeout, List<Duration> pauses) {
    this.settings = settings.mail();
    this.timeout = timeout;
    this.outbox = new Outbox<>("mail", this::send, pauses);
  }

  /** Puts it in the queue and returns at once; does nothing where no mail is wanted. */
  public void tell(Notice notice) {
    if (settings != null) {
      outbox.put(notice);
    }
  }

  private void send(Notice notice) {
    NotifySettings.Mail mail = java.util.Objects.requireNonNull(settings);
    URI server = URI.create(mail.smtp().reveal());
    try {
      Session session = Session.getInstance(properties(server), login(server));
      var message = new MimeMessage(session);
      message.setFrom(new InternetAddress(mail.from()));
      for (String to : mail.to()) {
        message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
      }
      message.setSubject("[sde-sync] " + notice.title(), StandardCharsets.UTF_8.name());
      message.setSentDate(Date.from(notice.at()));
      // Out-of-office replies to a machine help nobody.
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setText(text(notice), StandardCharsets.UTF_8.name());
      Transport.send(message);
    } catch (MessagingException e) {
      throw undelivered(server, e);
    }
  }

  private static String text(Notice notice) {
    String link = notice.url() == null ? "" : "\n\n" + notice.url();
    return notice.message() + link + "\n\n-- \nsde-sync on " + notice.node() + ", " + notice.at();
  }

  private Properties properties(URI server) {
    boolean tls = "smtps".equals(server.getScheme());
    String millis = Long.toString(timeout.toMillis());
    var p = new Properties();
    p.put("mail.transport.protocol", "smtp");
    p.put("mail.smtp.host", server.getHost());
    int port = server.getPort() > 0 ? server.getPort() : tls ? SMTPS : SMTP;
    p.put("mail.smtp.port", Integer.toString(port));
    p.put("mail.smtp.connectiontimeout", millis);
    p.put("mail.smtp.timeout", millis);
    p.put("mail.smtp.writetimeout", millis);
    p.put("mail.smtp.ssl.enable", Boolean.toString(tls));
    p.put("mail.smtp.ssl.checkserveridentity", "true");
    p.put("mail.smtp.starttls.enable", "true");
    boolean named = server.getUserInfo() != null;
    p.put("mail.smtp.auth", Boolean.toString(named));
    // A password leaves this machine encrypted or not at all.
    boolean local = server.getHost().matches("localhost|127\\..*|\\[?::1]?");
    p.put("mail.smtp.starttls.required", Boolean.toString(named && !tls && !local));
    return p;
  }

  private static @Nullable Authenticator login(URI server) {
    String info = server.getUserInfo();
    if (info == null) {
      return null;
    }
    int colon = info.indexOf(':');
    var known =
        colon < 0
            ? new PasswordAuthentication(info, "")
            : new PasswordAuthentication(info.substring(0, colon), info.substring(colon + 1));
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return known;
      }
    };
  }

  private static Undelivered undelivered(URI server, MessagingException e) {
    String host = server.getHost() + ": ";
    if (e instanceof AuthenticationFailedException) {
      return new Undelivered(host + "the mail server refused user and password", false);
    }
    if (e instanceof SendFailedException failed && failed.getNextException() == null) {
      return new Undelivered(host + "the mail server refused the addresses", false);
    }
    return new Undelivered(host + "no mail was taken (" + e.getClass().getSimpleName() + ")", true);
  }

  public long sent() {
    return outbox.sent();
  }

  public long lost() {
    return outbox.lost();
  }

  @Override
  public void close() {
    outbox.close();
  }
}
