package io.fawkes.standalone;

/** Who is told how a start goes; called by the starting thread only. */
public interface Progress {

    /** Nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void starting(String part) {
            // Nobody asked.
        }

        @Override
        public void started(String part, double seconds) {
            // Nobody asked.
        }

        @Override
        public void failed(String part) {
            // Nobody asked.
        }
    };

    /** {@code part} is being started. */
    void starting(String part);

    /** {@code part} runs, after {@code seconds}. */
    void started(String part, double seconds);

    /** {@code part} did not start; the start ends here. */
    void failed(String part);
}
