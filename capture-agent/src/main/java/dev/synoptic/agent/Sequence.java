package dev.synoptic.agent;

/// Numbers the records of one instance, ever upwards (design §3). One thread.
public sealed interface Sequence {

    /// A frame begins; the first is 1.
    void frame(long number);

    /// The number of the next record of this frame.
    long ofRecord();

    /// The number of progress told after this frame.
    long ofProgress();

    /// By the frame's number, so that reading a file again gives the same.
    final class OfFile implements Sequence {

        /// Records of one frame: their numbers are the frame's times this, and on from there.
        static final int RECORDS_PER_FRAME_MAX = 16;

        private long frame;
        private int record;

        /// Before the first frame.
        public OfFile() {}

        @Override
        public void frame(long number) {
            frame = number;
            record = 0;
        }

        @Override
        public long ofRecord() {
            return frame * RECORDS_PER_FRAME_MAX + record++;
        }

        @Override
        public long ofProgress() {
            return frame * RECORDS_PER_FRAME_MAX + RECORDS_PER_FRAME_MAX - 1;
        }
    }

    /// One after the other without a gap, so that whoever reads them can tell how many are missing.
    final class Unbroken implements Sequence {

        private long next;

        /// Before the first record.
        public Unbroken() {}

        @Override
        public void frame(long number) {}

        @Override
        public long ofRecord() {
            return next++;
        }

        @Override
        public long ofProgress() {
            return next++;
        }
    }
}
