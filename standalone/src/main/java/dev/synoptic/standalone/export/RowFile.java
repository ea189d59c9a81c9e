package dev.synoptic.standalone.export;

import java.io.IOException;
import java.util.List;

/// A file of rows that is being written.
interface RowFile extends AutoCloseable {

    /// @param row a text for each column, empty for nothing
    void write(List<String> row) throws IOException;

    /// The file is whole once this has returned.
    @Override
    void close() throws IOException;
}
