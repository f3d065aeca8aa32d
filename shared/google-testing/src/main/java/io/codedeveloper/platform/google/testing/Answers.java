package io.codedeveloper.platform.google.testing;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/// Answers calls of gRPC.
final class Answers {
  private Answers() {}

  /// Answers with what is supplied, or with the status that is thrown.
  static <A> void answer(StreamObserver<A> call, Supplier<A> answer) {
    try {
      call.onNext(answer.get());
      call.onCompleted();
    } catch (StatusRuntimeException refused) {
      call.onError(refused);
    } catch (RuntimeException bug) {
      call.onError(Status.INTERNAL.withDescription(bug.toString()).withCause(bug).asException());
    }
  }

  static StatusRuntimeException notFound(String what) {
    return Status.NOT_FOUND.withDescription(what + " not found").asRuntimeException();
  }

  static StatusRuntimeException invalid(String why) {
    return Status.INVALID_ARGUMENT.withDescription(why).asRuntimeException();
  }

  static StatusRuntimeException failedPrecondition(String why) {
    return Status.FAILED_PRECONDITION.withDescription(why).asRuntimeException();
  }
}
