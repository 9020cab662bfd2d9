/// Programs made up by chance, and a model that knows all that may come of them: real runs must do nothing else, and `weft check` must find all
/// that real runs do.
package dev.weft.model;
