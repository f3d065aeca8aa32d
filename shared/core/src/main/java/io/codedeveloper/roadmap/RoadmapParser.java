package io.codedeveloper.roadmap;

import io.codedeveloper.platform.UserErrorException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a roadmap from Markdown.
///
/// Priorities are headings with an id; where there are none, checkboxes with an id; where nothing
/// has an id, headings whose section says a status, else the checkboxes of outermost lists.
public final class RoadmapParser {
  /// Reads a roadmap from UTF-8 bytes, with or without a byte order mark.
  ///
  /// @param where the path, for the message
  /// @throws UserErrorException when the bytes are not UTF-8 text
  public Roadmap parse(byte[] bytes, String where) {
    if (looksLikeUtf16(bytes)) {
      throw new UserErrorException(
          where
              + " is encoded in UTF-16: save it as UTF-8 (iconv -f UTF-16 -t UTF-8) and try again");
    }
    for (var i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw new UserErrorException(
            where
                + " is not text (byte "
                + i
                + " is zero): the roadmap must be a Markdown file in UTF-8");
      }
    }
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var input = ByteBuffer.wrap(bytes);
    try {
      return parse(decoder.decode(input).toString());
    } catch (CharacterCodingException malformed) {
      throw new UserErrorException(
          where
              + " is not UTF-8 (line "
              + lineAt(bytes, input.position())
              + "): save it as UTF-8 and try again",
          malformed);
    }
  }

  /// Reads a roadmap from text; never fails: what is not understood is among its problems.
  public Roadmap parse(String text) {
    var source = SourceText.of(text);
    var outline = Outline.of(source);
    var drafts = drafts(source, outline);
    var families = families(drafts);
    var spellings = new HashMap<String, PriorityId>();
    drafts.forEach(draft -> spellings.putIfAbsent(draft.id.canonical(), draft.id));
    for (var draft : drafts) {
      NeedsReader.read(source, outline, draft);
      draft.dependsOn.removeIf(id -> !families.contains(id.family()));
      draft.dependsOn.replaceAll(id -> spellings.getOrDefault(id.canonical(), id));
      draft.blockedBy.replaceAll(blocker -> spelled(blocker, spellings));
    }
    return Assembly.of(source, outline, drafts);
  }

  private static List<Draft> drafts(SourceText source, List<OutlineLine> outline) {
    var headings = new HeadingDrafts(source, outline);
    var tasks = new TaskDrafts(source, outline);
    var withId = headings.withId();
    if (!withId.isEmpty()) {
      return withId;
    }
    var listed = tasks.withId();
    if (!listed.isEmpty()) {
      return listed;
    }
    var stated = headings.withoutId();
    return stated.isEmpty() ? tasks.withoutId() : stated;
  }

  private static String spelled(String blocker, Map<String, PriorityId> spellings) {
    return spellings
        .getOrDefault(new PriorityId(blocker).canonical(), new PriorityId(blocker))
        .text();
  }

  /// The words that name priorities here: "depends on ADR-7" speaks of a document where no priority
  /// is an ADR.
  private static Set<String> families(List<Draft> drafts) {
    var families = new HashSet<>(HeadingDrafts.ALWAYS);
    for (var draft : drafts) {
      families.add(draft.id.family());
      HeadingReader.read(draft.title).ifPresent(alias -> families.add(alias.id().family()));
    }
    return families;
  }

  private static boolean looksLikeUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    var first = bytes[0] & 0xFF;
    var second = bytes[1] & 0xFF;
    var marked = first == 0xFF && second == 0xFE || first == 0xFE && second == 0xFF;
    return marked || bytes.length % 2 == 0 && (first == 0) != (second == 0);
  }

  private static int lineAt(byte[] bytes, int position) {
    var line = 1;
    for (var i = 0; i < position; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
