package io.codedeveloper.platform.google.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.codedeveloper.platform.VariableReader;
import java.util.Map;
import org.slf4j.Logger;

/// Sets Logback up in Google Cloud; Logback itself asks for it when the first logger is made. On
/// other machines it leaves that to the configuration file.
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class CloudLogConfigurator extends ContextAwareBase implements Configurator {
  private final Map<String, String> variables;

  public CloudLogConfigurator() {
    this(System.getenv());
  }

  CloudLogConfigurator(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (!CloudLog.isFor(variables)) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    var encoder = new CloudLogEncoder(CloudLog.line(variables));
    encoder.setContext(context);
    encoder.start();
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setName("cloud");
    console.setEncoder(encoder);
    console.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(CloudLogEncoder.level(CloudLog.level(new VariableReader(variables))));
    root.addAppender(console);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
