package io.codedeveloper.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;

/// The function `given-up`: takes what the bus gave up to deliver to the dispatcher, so that every
/// accepted command ends and people are told.
public final class GivenUp implements HttpFunction {
  private final PushEndpoint endpoint = Wiring.pushEndpoint();
  private final Dispatcher dispatcher = new Dispatcher();

  @Override
  public void service(HttpRequest request, HttpResponse response) {
    endpoint.serve(request, response, dispatcher::giveUp);
  }
}
