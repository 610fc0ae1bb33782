package jeras.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jeras.Array;
import jeras.backend.Backend;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times one workload on Jeras in this process and prints the measurement as one line of JSON; or profiles it. */
@Command(name = "measure")
final class Measure implements Callable<Integer> {
    private static final int PROFILED_STEPS = 50;

    @Parameters(description = "what to time")
    private String workload;

    @Option(names = "--epochs", description = "the first is left out of the step's time")
    private int epochs = 4;

    @Option(names = "--profile", description = "write PyTorch's trace to this file and print where time goes instead")
    private Path profile;

    @Option(names = "--outside", description = "print how much of training Java takes instead")
    private boolean outside;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Measure()).execute(args));
    }

    @Override
    public Integer call() {
        Task task = Workloads.of(workload);
        if (outside) {
            task.epoch();
            System.out.println(Outside.text(workload, Outside.share(() -> repeat(task))));
        } else if (profile == null) {
            System.out.println(measure(task).toJson());
        } else {
            profile(task);
        }
        return 0;
    }

    private Measurement measure(Task task) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < epochs; i++) {
            seconds.add(seconds(task::epoch));
        }
        List<Double> warm =
                seconds.stream().skip(1).map(s -> s * 1e3 / task.steps()).toList();
        return new Measurement(
                workload,
                Engine.JERAS,
                task.steps(),
                task.batch(),
                rounded(Statistics.median(warm)),
                rounded(warm.stream().mapToDouble(d -> d).min().orElseThrow()),
                rounded(seconds.get(0)),
                rounded(predictMs(task, task.batch(), 10)),
                rounded(predictMs(task, 1, 20)),
                ProcessMemory.peakKb().orElse(0) / 1024);
    }

    /** The median over some calls, after one that compiles. */
    private static double predictMs(Task task, int samples, int calls) {
        List<Array> x = task.inputs(samples);
        Runnable predict =
                () -> task.model().predict(x, p -> p.batchSize(samples).verbose(0));
        predict.run();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            times.add(seconds(predict) * 1e3);
        }
        return Statistics.median(times);
    }

    private static double seconds(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private void repeat(Task task) {
        for (int i = 0; i < epochs; i++) {
            task.epoch();
        }
    }

    private void profile(Task task) {
        task.epoch();
        epochs = (PROFILED_STEPS + task.steps() - 1) / task.steps();
        Backend.profile(() -> repeat(task), profile);
        System.out.println(workload + ": operators by their own time, of " + epochs * task.steps() + " steps; trace in "
                + profile);
        System.out.println(Profile.read(profile).table(20, epochs * task.steps()));
    }
}
