package sdesync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, LOOPBACK",
    "127.255.255.254, LOOPBACK",
    "::1, LOOPBACK",
    "::ffff:127.0.0.1, LOOPBACK",
    "::127.0.0.1, LOOPBACK",
    "2002:7f00:1::, LOOPBACK",
    "64:ff9b::7f00:1, LOOPBACK",
    "64:ff9b:1::127.0.0.1, LOOPBACK",
    "2001:0:102:304:0:0:80ff:fffe, LOOPBACK",
    "2001:0:7f00:1:0:0:fefd:fcfb, LOOPBACK",
    "2a00::5efe:127.0.0.1, LOOPBACK",
    "169.254.169.254, METADATA",
    "::ffff:169.254.169.254, METADATA",
    "64:ff9b::a9fe:a9fe, METADATA",
    "100.100.100.200, METADATA",
    "168.63.129.16, METADATA",
    "fd00:ec2::254, METADATA",
    "169.254.1.1, LINK_LOCAL",
    "2002:a9fe:0101::, LINK_LOCAL",
    "fe80::1, LINK_LOCAL",
    "febf::1, LINK_LOCAL",
    "fec0::1, LINK_LOCAL",
    "0.0.0.0, UNUSABLE",
    "::, UNUSABLE",
    "0.1.2.3, UNUSABLE",
    "224.0.0.1, UNUSABLE",
    "255.255.255.255, UNUSABLE",
    "ff02::1, UNUSABLE"
  })
  void an_address_that_is_nobodys_tracker_is_known_in_every_form(
      String text, Addresses.Special special) throws Exception {
    assertThat(Addresses.special(InetAddress.getByName(text))).contains(special);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "100.64.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "223.255.255.255",
        "169.253.255.255",
        "fd12:3456::1",
        "fc00::1",
        "2606:4700::1111",
        "64:ff9b::808:808",
        "2002:808:808::",
        "fe00::1"
      })
  void public_and_private_ones_are_ordinary(String text) throws Exception {
    assertThat(Addresses.special(InetAddress.getByName(text))).isEmpty();
  }

  @Test
  void a_range_is_all_that_begins_alike() throws Exception {
    Addresses.Range range = Objects.requireNonNull(Addresses.rangeOrNull("10.1.0.0/16"));
    assertThat(range.contains(InetAddress.getByName("10.1.255.255"))).isTrue();
    assertThat(range.contains(InetAddress.getByName("10.2.0.0"))).isFalse();
    assertThat(range.contains(InetAddress.getLoopbackAddress())).isFalse();
    Addresses.Range all = Objects.requireNonNull(Addresses.rangeOrNull("0.0.0.0/0"));
    assertThat(all.contains(InetAddress.getByName("9.9.9.9"))).isTrue();
    assertThat(Addresses.rangeOrNull("10.0.0.0/33")).isNull();
    assertThat(Addresses.rangeOrNull("example.com")).isNull();
  }
}
