package io.codedeveloper.job.agent;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// An answer that is read no further than to a limit: it is kept in memory until its end, and the
/// service may be anybody's.
final class BoundedResponse implements HttpResponse {
  private final HttpResponse response;
  private final InputStream body;

  BoundedResponse(HttpResponse response, long mostBytes) {
    this.response = response;
    this.body = new Body(response.body(), mostBytes);
  }

  @Override
  public int statusCode() {
    return response.statusCode();
  }

  @Override
  public Headers headers() {
    return response.headers();
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {
    response.close();
  }

  /// An answer was not read to its end.
  static final class TooLongException extends IOException {
    private final long mostBytes;

    TooLongException(long mostBytes) {
      super("the answer has more than " + mostBytes + " bytes");
      this.mostBytes = mostBytes;
    }

    long mostBytes() {
      return mostBytes;
    }
  }

  private static final class Body extends FilterInputStream {
    private final long mostBytes;
    private long left;

    Body(InputStream body, long mostBytes) {
      super(body);
      this.mostBytes = mostBytes;
      this.left = mostBytes;
    }

    @Override
    public int read() throws IOException {
      var one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      var count = super.read(into, from, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw new TooLongException(mostBytes);
      }
    }
  }
}
