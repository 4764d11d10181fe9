package io.instagramoperator.receiver.log;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The file {@code events.db-wal}, as the documentation of SQLite describes it ("WAL-mode File Format"): a header, then frames, each
 * one page, with checksums that include all frames before. SQLite reads up to the first frame whose checksum is wrong and forgets
 * the rest without a word. Right after a power failure that is the last commit, which was not synced and so not acknowledged.
 * Anything else is damage.
 *
 * <p>Only looks at the bytes of the file.
 */
final class WriteAheadLog {

    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;
    private static final int MAGIC = 0x377f0682;
    private static final int PAGE_SIZE = 8;
    private static final int CHECKED_OF_HEADER = 24;
    private static final int CHECKED_OF_FRAME_HEADER = 8;
    private static final int SALTS = 16;
    private static final int FRAME_SALTS = 8;
    private static final int FRAME_CHECKSUM = 16;

    /** Of pages; the usual ones first. */
    private static final List<Integer> SIZES =
            List.of(Format.PAGE_BYTES, 4_096, 16_384, 32_768, 65_536, 2_048, 1_024, 512);

    private static final List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

    /** Not a buffer, which ends at 2 GiB. */
    private final MemorySegment bytes;

    private final ByteOrder checksumOrder;
    private final int pageBytes;
    private final boolean headerIsIntact;

    /** -1 if there is none. Only looked for if the header is not intact. */
    private final int firstIntactFrame;

    private final long salts;

    private WriteAheadLog(MemorySegment bytes, ByteOrder checksumOrder, int pageBytes) {
        this.bytes = bytes;
        this.checksumOrder = checksumOrder;
        this.pageBytes = pageBytes;
        headerIsIntact = (getInt(0) & ~1) == MAGIC
                && getInt(PAGE_SIZE) == pageBytes
                && checksum(0, 0, CHECKED_OF_HEADER) == getLong(CHECKED_OF_HEADER);
        firstIntactFrame = headerIsIntact
                ? 0
                : IntStream.range(0, frames())
                        .filter(this::isChecked)
                        .findFirst()
                        .orElse(-1);
        salts = headerIsIntact || firstIntactFrame < 0 ? getLong(SALTS) : salts(firstIntactFrame);
    }

    /** Where the header is broken, the frames tell what it said: of any other size or order none of them is intact. */
    private static WriteAheadLog of(MemorySegment bytes) {
        // The lowest bit of the magic number says how checksums read the bytes.
        ByteBuffer header = slice(bytes, 0, HEADER_BYTES);
        ByteOrder order = (header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int size = header.getInt(PAGE_SIZE);
        WriteAheadLog said = new WriteAheadLog(bytes, order, SIZES.contains(size) ? size : Format.PAGE_BYTES);
        return said.firstIntactFrame >= 0
                ? said
                : SIZES.stream()
                        .flatMap(each -> ORDERS.stream().map(other -> new WriteAheadLog(bytes, other, each)))
                        .filter(found -> found.firstIntactFrame >= 0)
                        .findFirst()
                        .orElse(said);
    }

    /**
     * What was found.
     *
     * @param frames how many frames SQLite will read: up to the last commit that is whole
     * @param cutFrames how many frames of this write-ahead log it will not read
     * @param damaged whether a commit that had been synced is among them
     */
    record Findings(int frames, int cutFrames, boolean damaged) {

        static final Findings EMPTY = new Findings(0, 0, false);

        /** The last commit is there in part, as after a power failure. */
        boolean torn() {
            return cutFrames > 0 && !damaged;
        }
    }

    /** Looks at the content of the file. */
    static Findings examine(MemorySegment content) {
        return content.byteSize() < HEADER_BYTES ? Findings.EMPTY : of(content).examine();
    }

    /** See {@link Mending}. Writes nothing if no commit is left. */
    static void mend(MemorySegment content, FileChannel database, FileChannel mended) throws IOException {
        if (content.byteSize() >= HEADER_BYTES) {
            new Mending(of(content), database).writeTo(mended);
        }
    }

    private Findings examine() {
        int end = headerIsIntact ? wholeFrames() : 0;
        int committed = committedUpTo(end);
        int lastOfThisLog = committed;
        boolean commitIsLost = !headerIsIntact;
        boolean damaged = false;
        Set<Integer> pages = new HashSet<>();
        for (int i = committed; i < frames(); i++) {
            if (!isOfThisLog(i)) {
                continue;
            }
            lastOfThisLog = i + 1;
            // What follows a commit was written after that was synced, and the header was synced before the first
            // frame.
            damaged |= commitIsLost && isIntact(i);
            // A commit has each page once: the second time belongs to another.
            commitIsLost |= isCommit(i) || !pages.add(page(i));
        }
        return new Findings(committed, lastOfThisLog - committed, damaged);
    }

    /** A header with which the frames of this one can be repeated. */
    ByteBuffer header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES)
                .putInt(MAGIC | (checksumOrder == ByteOrder.BIG_ENDIAN ? 1 : 0))
                .putInt(3_007_000)
                .putInt(pageBytes)
                .putInt(0)
                .putLong(salts);
        return header.putLong(sum(header, 0, 0, CHECKED_OF_HEADER)).flip();
    }

    /**
     * A frame to be put behind others.
     *
     * @param before the header or frame that it follows
     */
    ByteBuffer frame(int i, ByteBuffer body, ByteBuffer before) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER_BYTES + pageBytes)
                .put(slice(bytes, frame(i), FRAME_HEADER_BYTES))
                .put(body.duplicate());
        long checksum = before.getLong(before.capacity() == HEADER_BYTES ? CHECKED_OF_HEADER : FRAME_CHECKSUM);
        checksum = sum(frame, checksum, 0, CHECKED_OF_FRAME_HEADER);
        checksum = sum(frame, checksum, FRAME_HEADER_BYTES, pageBytes);
        return frame.putLong(FRAME_CHECKSUM, checksum).flip();
    }

    /** The page that a frame holds. */
    ByteBuffer body(int i) {
        return slice(bytes, frame(i) + FRAME_HEADER_BYTES, pageBytes);
    }

    int pageBytes() {
        return pageBytes;
    }

    /** How many frames there are before the first that is not intact. */
    private int wholeFrames() {
        int i = 0;
        while (i < frames() && isIntact(i)) {
            i++;
        }
        return i;
    }

    private int committedUpTo(int end) {
        int i = end;
        while (i > 0 && !isCommit(i - 1)) {
            i--;
        }
        return i;
    }

    int frames() {
        return (int) ((bytes.byteSize() - HEADER_BYTES) / (FRAME_HEADER_BYTES + pageBytes));
    }

    private long frame(int i) {
        return HEADER_BYTES + (long) i * (FRAME_HEADER_BYTES + pageBytes);
    }

    /** After a checkpoint the file is written anew from its beginning, with other salts; older frames stay behind the new. */
    boolean isOfThisLog(int i) {
        return salts(i) == salts;
    }

    /** The size of the database in pages stands in the last frame of a commit, and 0 in the others. */
    boolean isCommit(int i) {
        return getInt(frame(i) + 4) != 0;
    }

    int page(int i) {
        return getInt(frame(i));
    }

    private long salts(int i) {
        return getLong(frame(i) + FRAME_SALTS);
    }

    boolean isIntact(int i) {
        return isOfThisLog(i) && isChecked(i);
    }

    /** Its checksum goes on from what is written in the frame before, whether that one is intact or not. */
    private boolean isChecked(int i) {
        long at = frame(i);
        long before = getLong(i == 0 ? CHECKED_OF_HEADER : frame(i - 1) + FRAME_CHECKSUM);
        long header = checksum(before, at, CHECKED_OF_FRAME_HEADER);
        // There is no page 0; without this, zeros would be in order.
        return page(i) != 0 && checksum(header, at + FRAME_HEADER_BYTES, pageBytes) == getLong(at + FRAME_CHECKSUM);
    }

    private long checksum(long before, long from, int length) {
        return sum(slice(bytes, from, length), before, 0, length);
    }

    private int getInt(long at) {
        return slice(bytes, at, Integer.BYTES).getInt();
    }

    private long getLong(long at) {
        return slice(bytes, at, Long.BYTES).getLong();
    }

    private static ByteBuffer slice(MemorySegment bytes, long from, int length) {
        return bytes.asSlice(from, length).asByteBuffer();
    }

    /** Two sums of 32 bits that feed each other; the first is the upper half of the result. */
    private long sum(ByteBuffer buffer, long before, int from, int length) {
        ByteBuffer words = buffer.duplicate().order(checksumOrder);
        int first = (int) (before >>> Integer.SIZE);
        int second = (int) before;
        for (int i = from; i < from + length; i += 2 * Integer.BYTES) {
            first += words.getInt(i) + second;
            second += words.getInt(i + Integer.BYTES) + first;
        }
        return ((long) first << Integer.SIZE) | (second & 0xffff_ffffL);
    }
}
