package io.codedeveloper.functions;

import com.google.cloud.functions.CloudEventsFunction;
import io.cloudevents.CloudEvent;

/// The function `given-up`: takes what the bus gave up to deliver to the dispatcher, so that every
/// accepted command ends and people are told.
public final class GivenUp implements CloudEventsFunction {
  private final Dispatcher dispatcher = new Dispatcher();

  @Override
  public void accept(CloudEvent event) {
    dispatcher.giveUp(event);
  }
}
