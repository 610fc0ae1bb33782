/**
 * What recipes are made of: the folder that a recipe writes and its report, and how such a folder is asked later. The frame
 * around them knows no recipe.
 */
package jeras.zoo.recipe;
