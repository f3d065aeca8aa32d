package io.codedeveloper.functions;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import io.codedeveloper.functions.token.PushCaller;
import io.codedeveloper.platform.TraceContext;
import io.codedeveloper.platform.TransientException;
import java.io.IOException;
import java.util.function.Consumer;

/// The way in of every function that a subscription calls.
///
/// An HTTP function, not one for CloudEvents: the framework does not show such a one who calls. The
/// answer says whether the message was taken (204); with every other one it is delivered again.
record PushEndpoint(PushCaller caller, LoggedFaults faults) {
  private static final int TAKEN = 204;
  private static final int REFUSED = 401;
  private static final int FAILED = 500;
  private static final int UNAVAILABLE = 503;

  void serve(HttpRequest request, HttpResponse response, Consumer<Pushed> taking) {
    var trace = TraceContext.of(name -> Pushed.header(request, name));
    response.setStatusCode(TraceContext.during(trace, () -> status(request, taking)));
  }

  private int status(HttpRequest request, Consumer<Pushed> taking) {
    try {
      if (!caller.admits(Pushed.token(request))) {
        faults.refused("a call that does not come from the push subscription was refused");
        return REFUSED;
      }
      taking.accept(Pushed.in(request));
      return TAKEN;
    } catch (TransientException unavailable) {
      faults.unavailable(unavailable);
      return UNAVAILABLE;
    } catch (IOException | RuntimeException bug) {
      faults.bug(bug);
      return FAILED;
    }
  }
}
