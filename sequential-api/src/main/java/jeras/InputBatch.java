package jeras;

import java.util.List;

/** An element of a data set as layers see it that adapt to data: its inputs. */
public interface InputBatch {
    /** One array an input. */
    List<Array> x();
}
