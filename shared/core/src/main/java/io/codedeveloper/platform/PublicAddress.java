package io.codedeveloper.platform;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Tells addresses of the public internet from all others: private networks, this machine, the
/// metadata services of clouds, and those that wrap one of them. Whoever connects to a name that
/// others chose asks for each address that it stands for, and connects to that very address.
public final class PublicAddress {
  private static final String[] NOT_PUBLIC_4 = {
    "0.0.0.0/8", // this network
    "10.0.0.0/8", // private
    "100.64.0.0/10", // behind a carrier's translation
    "127.0.0.0/8", // this machine
    "169.254.0.0/16", // link-local, and the metadata services
    "172.16.0.0/12", // private
    "192.0.0.0/24", // protocols
    "192.0.2.0/24", // documentation
    "192.88.99.0/24", // 6to4
    "192.168.0.0/16", // private
    "198.18.0.0/15", // benchmarks
    "198.51.100.0/24", // documentation
    "203.0.113.0/24", // documentation
    "224.0.0.0/3" // multicast, reserved, broadcast
  };

  // Only 2000::/3 is given away to the public; of that, these wrap other addresses or are examples.
  private static final String PUBLIC_6 = "2000::/3";
  private static final String[] NOT_PUBLIC_6 = {
    "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"
  };

  private PublicAddress() {}

  public static boolean isPublic(InetAddress address) {
    if (address instanceof Inet4Address) {
      return !liesInAny(address, NOT_PUBLIC_4);
    }
    return liesIn(address, PUBLIC_6) && !liesInAny(address, NOT_PUBLIC_6);
  }

  private static boolean liesInAny(InetAddress address, String[] blocks) {
    for (String block : blocks) {
      if (liesIn(address, block)) {
        return true;
      }
    }
    return false;
  }

  private static boolean liesIn(InetAddress address, String block) {
    int slash = block.indexOf('/');
    byte[] network = InetAddress.ofLiteral(block.substring(0, slash)).getAddress();
    int bits = Integer.parseInt(block.substring(slash + 1));
    byte[] bytes = address.getAddress();
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((bytes[bit / 8] & mask) != (network[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
