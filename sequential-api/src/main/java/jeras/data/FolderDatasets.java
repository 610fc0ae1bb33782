package jeras.data;

/** Both parts of the files of a folder, as {@code subset="both"} in Keras. */
public record FolderDatasets(FolderDataset training, FolderDataset validation) {}
