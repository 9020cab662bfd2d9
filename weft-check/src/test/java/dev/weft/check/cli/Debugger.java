package dev.weft.check.cli;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.StepRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A debugger at a JVM that waits for one: stops each thread at the first line of one method, and steps on from there line by line.
final class Debugger {
  /// On the stack of each thread of the program that waits for its turn.
  private static final String PARKED = "dev.weft.check.engine.runtime.PlatformThreads$KernelThread.leave";

  private final VirtualMachine vm;
  private final String program;
  private final String method;
  private final int suspendPolicy;

  /// A thread, to be remembered when its JVM is gone.
  record Seen(long id, String name, boolean virtual) {
    static Seen of(ThreadReference thread) {
      return new Seen(thread.uniqueID(), thread.name(), thread.isVirtual());
    }
  }

  /// What is seen while a thread stands at a line.
  ///
  /// @param stepped false at the breakpoint
  /// @param stack   of the thread, as `type.method`, the innermost frame first
  /// @param running the threads with code of the program on their stacks which are not parked
  /// @param parked  those which are
  record Stop(Seen thread, boolean stepped, int line, List<String> stack, List<Seen> running, List<Seen> parked) {}

  /// @param suspendPolicy of [com.sun.jdi.request.EventRequest]: what a stop suspends
  Debugger(String port, String program, String method, int suspendPolicy) throws IOException, IllegalConnectorArgumentsException {
    AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
        .filter(each -> each.name().equals("com.sun.jdi.SocketAttach")).findFirst().orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("localhost");
    arguments.get("port").setValue(port);
    this.vm = connector.attach(arguments);
    this.program = program;
    this.method = method;
    this.suspendPolicy = suspendPolicy;
  }

  /// Lets the JVM run to its end.
  List<Stop> follow() throws InterruptedException, IncompatibleThreadStateException, AbsentInformationException {
    ClassPrepareRequest prepare = vm.eventRequestManager().createClassPrepareRequest();
    prepare.addClassFilter(program);
    prepare.enable();
    List<Stop> stops = new ArrayList<>();
    while (true) {
      EventSet events = vm.eventQueue().remove();
      for (Event event : events) {
        switch (event) {
          case ClassPrepareEvent prepared -> stopIn(prepared.referenceType());
          case BreakpointEvent breakpoint -> {
            stops.add(look(breakpoint, false));
            stepFrom(breakpoint.thread());
          }
          case StepEvent step -> stops.add(look(step, true));
          case VMDisconnectEvent _ -> {
            return stops;
          }
          default -> { } // the start and the end of the JVM
        }
      }
      events.resume();
    }
  }

  private void stopIn(ReferenceType type) throws AbsentInformationException {
    Method where = type.methodsByName(method).getFirst();
    Location first = where.allLineLocations().getFirst();
    BreakpointRequest request = vm.eventRequestManager().createBreakpointRequest(first);
    request.setSuspendPolicy(suspendPolicy);
    request.enable();
  }

  private void stepFrom(ThreadReference thread) {
    StepRequest request = vm.eventRequestManager().createStepRequest(thread, StepRequest.STEP_LINE, StepRequest.STEP_OVER);
    request.addClassFilter(program);
    request.setSuspendPolicy(suspendPolicy);
    request.enable();
  }

  /// Looks at all threads, which must be suspended for that even if the stop suspends one only.
  private Stop look(LocatableEvent event, boolean stepped) throws IncompatibleThreadStateException {
    vm.suspend();
    try {
      List<Seen> running = new ArrayList<>();
      List<Seen> parked = new ArrayList<>();
      for (ThreadReference thread : vm.allThreads()) {
        List<String> stack = stack(thread);
        if (stack.stream().anyMatch(frame -> frame.startsWith(program))) {
          (stack.contains(PARKED) ? parked : running).add(Seen.of(thread));
        }
      }
      ThreadReference thread = event.thread();
      return new Stop(Seen.of(thread), stepped, event.location().lineNumber(), stack(thread), running, parked);
    } finally {
      vm.resume();
    }
  }

  private static List<String> stack(ThreadReference thread) throws IncompatibleThreadStateException {
    return thread.frames().stream().map(frame -> frame.location().method())
        .map(method -> method.declaringType().name() + "." + method.name()).toList();
  }
}
