package jeras.applications;

/**
 * One guess of a model that tells the classes of ImageNet.
 *
 * @param wordnetId the class in WordNet, such as {@code n02504458}
 * @param className what people call it, such as {@code African_elephant}
 * @param score what the model gave it; a probability unless the model ends in logits
 */
public record Prediction(String wordnetId, String className, double score) {}
