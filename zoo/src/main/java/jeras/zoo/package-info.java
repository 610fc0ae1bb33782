/** Recipes with a command line, written with public API only. */
package jeras.zoo;
