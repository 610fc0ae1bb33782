package jeras.tuner;

/** How far a trial is. */
public enum TrialStatus {
    /** It has begun, and has not ended or was interrupted. */
    RUNNING,
    /** It failed and is to be tried again. */
    INVALID,
    /** It ended with a score. */
    COMPLETED,
    /** It failed for good. */
    FAILED
}
