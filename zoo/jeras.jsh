// What "./jeras-shell" knows from its first line on.
import jeras.*;
import jeras.activations.*;
import jeras.applications.*;
import jeras.applications.text.*;
import jeras.callbacks.*;
import jeras.constraints.*;
import jeras.data.*;
import jeras.datasets.*;
import jeras.distribution.*;
import jeras.initializers.*;
import jeras.layers.*;
import jeras.losses.*;
import jeras.metrics.*;
import jeras.ops.*;
import jeras.optimizers.*;
import jeras.optimizers.schedules.*;
import jeras.plots.*;
import jeras.regularizers.*;
import jeras.training.*;
import jeras.tuner.*;
import jeras.utils.*;

// Names that two packages have: the layer, the loss, and what evaluate returns.
import jeras.Metrics;
import jeras.layers.Activation;
import jeras.layers.Identity;
import jeras.losses.BinaryCrossentropy;
import jeras.losses.CategoricalCrossentropy;
import jeras.losses.CosineSimilarity;
import jeras.losses.MeanAbsoluteError;
import jeras.losses.MeanSquaredError;
import jeras.losses.SparseCategoricalCrossentropy;
