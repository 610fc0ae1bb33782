package jeras.saving;

import ai.djl.ndarray.types.DataType;

/** How safetensors files call the data types that arrays have. */
enum SafetensorsType {
    F64(DataType.FLOAT64),
    F32(DataType.FLOAT32),
    F16(DataType.FLOAT16),
    BF16(DataType.BFLOAT16),
    I64(DataType.INT64),
    I32(DataType.INT32),
    I16(DataType.INT16),
    I8(DataType.INT8),
    U32(DataType.UINT32),
    U16(DataType.UINT16),
    U8(DataType.UINT8),
    BOOL(DataType.BOOLEAN);

    private final DataType dataType;

    SafetensorsType(DataType dataType) {
        this.dataType = dataType;
    }

    DataType dataType() {
        return dataType;
    }

    /** The bytes of one element. */
    int width() {
        return dataType.getNumOfBytes();
    }

    /** The type of a name in a file; null for one that arrays do not have, such as one of 8-bit floats. */
    static SafetensorsType named(String name) {
        for (SafetensorsType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    /** The type for an array's elements; null for one that such files do not have. */
    static SafetensorsType of(DataType dataType) {
        for (SafetensorsType type : values()) {
            if (type.dataType == dataType) {
                return type;
            }
        }
        return null;
    }
}
