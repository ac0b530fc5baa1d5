package org.peerladder;

import com.sun.management.OperatingSystemMXBean;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a promotion costs, with this configuration and with Camunda's own ({@link StockEngine}), case by case in turn in
 * one JVM on one PostgreSQL. Times mean something only beside those of the same run. Leaves {@code target/bench.txt}.
 */
@Tag("bench")
class SpeedTest {

    private static final int CASES = Integer.getInteger("peerladder.bench.cases", 30);

    private static final int WARM_UP = 5;

    private final StringBuilder report = new StringBuilder();

    @Test
    void aPromotionBesideStockCamunda() throws IOException {
        var server = new TestDatabase().dataSource();
        var database = new Database(server);

        long cpu = cpuOfTheJvm();
        long wall = System.nanoTime();
        var ours = start("ours", Application.class, TestDatabase.class, TestAgency.class);
        line(
                "Start of the application, new database, first in its JVM: %.1f s, %.1f s CPU of the JVM",
                (System.nanoTime() - wall) / 1e9, (cpuOfTheJvm() - cpu) / 1e9);
        var stock = start("stock", StockEngine.class);
        try {
            compare(new Runs(ours, database), new Runs(stock, database));
        } finally {
            Files.writeString(Path.of("target", "bench.txt"), report);
            stock.close();
            ours.close();
            ((Closeable) server).close();
        }
    }

    private static ConfigurableApplicationContext start(String engine, Class<?>... sources) {
        return new SpringApplicationBuilder(sources)
                .profiles("test")
                .initializers(
                        application -> application.getBeanFactory().registerSingleton("testsAside", new TestsAside()))
                .run("--server.port=0", "--camunda.bpm.process-engine-name=" + engine);
    }

    private void compare(Runs ours, Runs stock) {
        for (int i = 0; i < WARM_UP; i++) {
            ours.play();
            stock.play();
        }
        ours.forget();
        stock.forget();
        for (int i = 0; i < CASES; i++) {
            // Neither is always the one that follows the other
            (i % 2 == 0 ? ours : stock).play();
            (i % 2 == 0 ? stock : ours).play();
        }
        line("");
        line("Median of %d promotions, each played to its end, this configuration and stock Camunda in turn", CASES);
        line("%-40s %10s %10s %7s", "", "this", "stock", "ratio");
        row("SQL statements", ours.statements, stock.statements, 1);
        row("  without the history of decisions", ours.otherThanDecisions, stock.otherThanDecisions, 1);
        row("WAL, KB", ours.wal, stock.wal, 1024);
        row("CPU of the JVM, ms", ours.jvmCpu, stock.jvmCpu, 1e6);
        // Its clock ticks every 10 ms, so the mean says more than the median
        line(
                "%-40s %10.1f %10.1f %7.2f",
                "CPU of the database, ms (mean)",
                mean(ours.databaseCpu) / 1e6,
                mean(stock.databaseCpu) / 1e6,
                mean(ours.databaseCpu) / mean(stock.databaseCpu));
        line("");
        line("%-40s %10s %10s %7s", "Milliseconds of a step, p50 and p95", "this", "stock", "ratio");
        ours.steps.forEach((step, times) -> {
            row(step, times, stock.steps.get(step), 1e6);
            line("%-40s %10.1f %10.1f", "", at(times, 0.95) / 1e6, at(stock.steps.get(step), 0.95) / 1e6);
        });
    }

    private void row(String what, Collection<Long> ours, Collection<Long> stock, double unit) {
        line(
                "%-40s %10.1f %10.1f %7.2f",
                what, at(ours, 0.5) / unit, at(stock, 0.5) / unit, at(ours, 0.5) / at(stock, 0.5));
    }

    private void line(String words, Object... values) {
        var line = words.formatted(values);
        System.out.println(line);
        report.append(line).append(System.lineSeparator());
    }

    private static double at(Collection<Long> values, double share) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }

    private static double mean(Collection<Long> values) {
        return values.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    private static long cpuOfTheJvm() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Only what is named belongs to an application; a scan would find the parts of all tests, those of stock Camunda too. */
    private static final class TestsAside extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory types) {
            return type.getAnnotationMetadata().isAnnotated(TestComponent.class.getName());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof TestsAside;
        }

        @Override
        public int hashCode() {
            return TestsAside.class.hashCode();
        }
    }

    /** What one of the two configurations has needed, case by case, in nanoseconds and bytes. */
    private static final class Runs {

        private final TestAgency agency;
        private final ProcessEngine engine;
        private final Database database;

        private final List<Long> statements = new ArrayList<>();
        private final List<Long> otherThanDecisions = new ArrayList<>();
        private final List<Long> wal = new ArrayList<>();
        private final List<Long> jvmCpu = new ArrayList<>();
        private final List<Long> databaseCpu = new ArrayList<>();
        private final Map<String, List<Long>> steps = new LinkedHashMap<>();

        Runs(ConfigurableApplicationContext application, Database database) {
            this.agency = application.getBean(TestAgency.class);
            this.engine = application.getBean(ProcessEngine.class);
            this.database = database;
        }

        /** WAL and CPU are those of the whole case, looking for its tasks and jobs included; statements those of its steps. */
        void play() {
            agency.open();
            var sent = new ArrayList<String>();
            long databaseBefore = database.cpu();
            long walBefore = database.wal();
            long jvmBefore = cpuOfTheJvm();
            new WholePromotion(engine, agency, (name, step) -> {
                        long start = System.nanoTime();
                        sent.addAll(Statements.of(step));
                        steps.computeIfAbsent(name, first -> new ArrayList<>()).add(System.nanoTime() - start);
                    })
                    .play();
            jvmCpu.add(cpuOfTheJvm() - jvmBefore);
            wal.add(database.wal() - walBefore);
            databaseCpu.add(database.cpu() - databaseBefore);
            statements.add((long) sent.size());
            otherThanDecisions.add(
                    sent.stream().filter(sql -> !sql.contains("ACT_HI_DEC")).count());
        }

        void forget() {
            Stream.of(statements, otherThanDecisions, wal, jvmCpu, databaseCpu).forEach(List::clear);
            steps.clear();
        }
    }

    /** The server that both have their database on. */
    private static final class Database {

        private final JdbcClient jdbc;
        private final ProcessHandle postgres;

        Database(DataSource server) {
            jdbc = JdbcClient.create(server);
            var backend = jdbc.sql("select pg_backend_pid()").query(Long.class).single();
            postgres = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
            // The first change of a page after a checkpoint writes the whole page: chance would decide whose it is.
            jdbc.sql("alter system set checkpoint_timeout = '1d'").update();
            jdbc.sql("alter system set max_wal_size = '16GB'").update();
            jdbc.sql("select pg_reload_conf()").query(Boolean.class).single();
        }

        long wal() {
            return jdbc.sql("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')")
                    .query(Long.class)
                    .single();
        }

        long cpu() {
            return Stream.concat(Stream.of(postgres), postgres.children())
                    .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                    .mapToLong(Duration::toNanos)
                    .sum();
        }
    }
}
