package io.codedeveloper.auth;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Takes secrets out of text: the known ones in every usual encoding, and whatever looks like a
/// well-known token.
public final class Redactor {
  /// What stands where a secret stood.
  public static final String MASK = "***";

  private static final Pattern TOKENS =
      Pattern.compile(
          String.join(
              "|",
              "gh[pousr]_[A-Za-z0-9]{20,255}+",
              "github_pat_[A-Za-z0-9_]{22,255}+",
              "glpat-[A-Za-z0-9_-]{20,255}+",
              "sk-ant-[A-Za-z0-9_-]{16,255}+",
              "sk-(?:proj-)?[A-Za-z0-9_-]{32,255}+",
              "xox[abprs]-[A-Za-z0-9-]{10,255}+",
              "(?:AKIA|ASIA)[A-Z0-9]{16}",
              "AIza[A-Za-z0-9_-]{35}",
              "ya29\\.[A-Za-z0-9_-]{20,512}+",
              "npm_[A-Za-z0-9]{36}",
              "hooks\\.slack\\.com/services/T[A-Z0-9]{6,16}/B[A-Z0-9]{6,16}/[A-Za-z0-9]{16,64}+",
              "eyJ[A-Za-z0-9_-]{10,4096}+\\.eyJ[A-Za-z0-9_-]{5,4096}+\\.[A-Za-z0-9_-]{10,1024}+",
              "-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[A-Za-z0-9+/=\\s\\\\]{16,8192}+(?:-----END [A-Z ]{0,32}PRIVATE KEY-----)?",
              "(?<=://)[^\\s/:@]{0,128}+:[^\\s/@]{1,512}+(?=@)"));

  /// Every token holds one of these. Looking for them is far quicker than looking for tokens, and
  /// most texts hold none.
  private static final List<String> MARKS =
      List.of(
          "ghp_",
          "gho_",
          "ghu_",
          "ghs_",
          "ghr_",
          "github_pat_",
          "glpat-",
          "sk-",
          "xox",
          "AKIA",
          "ASIA",
          "AIza",
          "ya29.",
          "npm_",
          "hooks.slack.com/",
          "eyJ",
          "PRIVATE KEY-----");

  /// The longest first.
  private volatile List<String> forms = List.of();

  /// @param secrets the known ones; each also in its encodings
  public Redactor(Collection<Secret> secrets) {
    secrets.forEach(this::learn);
  }

  /// From now on also takes this secret out: one that was changed while work went on.
  public synchronized void learn(Secret secret) {
    if (forms.contains(secret.reveal())) {
      return;
    }
    var all =
        new TreeSet<String>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    all.addAll(forms);
    all.addAll(SecretForms.of(secret.reveal()));
    forms = List.copyOf(all);
  }

  /// The text with `***` in place of every secret.
  public String redact(String text) {
    var clean = text;
    for (var form : forms) {
      clean = clean.replace(form, MASK);
    }
    return mayHoldToken(clean) ? TOKENS.matcher(clean).replaceAll(MASK) : clean;
  }

  private static boolean mayHoldToken(String text) {
    var address = text.indexOf("://");
    return (address >= 0 && text.indexOf('@', address) >= 0)
        || MARKS.stream().anyMatch(text::contains);
  }

  /// True when the text holds no secret that this would take out.
  public boolean isClean(String text) {
    return redact(text).equals(text);
  }
}
