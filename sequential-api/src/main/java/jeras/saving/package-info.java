/** Files: {@code .keras}, weights, configurations as JSON. */
package jeras.saving;
