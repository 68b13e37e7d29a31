package pro.saleflex.office.benchmark;

import java.util.Arrays;

/**
 * What a run measured.
 *
 * @param count how many were measured
 * @param perSecond how many a second
 * @param p50 median time, ms
 * @param p95 exceeded by one in twenty, ms
 * @param p99 exceeded by one in a hundred, ms
 * @param max the longest time, ms
 */
record Figures(int count, double perSecond, double p50, double p95, double p99, double max) {

    /**
     * Of times in any order.
     *
     * @param times nanoseconds each
     * @param nanos in how many nanoseconds they were taken
     */
    static Figures of(long[] times, long nanos) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return new Figures(
                sorted.length,
                sorted.length * 1e9 / nanos,
                quantile(sorted, 0.5),
                quantile(sorted, 0.95),
                quantile(sorted, 0.99),
                quantile(sorted, 1));
    }

    private static double quantile(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }
}
