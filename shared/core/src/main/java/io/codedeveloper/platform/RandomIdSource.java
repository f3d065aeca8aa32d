package io.codedeveloper.platform;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Ids of 100 random bits: twenty characters of a-z and 2-7.
public final class RandomIdSource implements IdSource {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 20;

  private final RandomGenerator random;

  public RandomIdSource() {
    this(new SecureRandom());
  }

  RandomIdSource(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String next() {
    var id = new StringBuilder(LENGTH);
    for (var index = 0; index < LENGTH; index++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
