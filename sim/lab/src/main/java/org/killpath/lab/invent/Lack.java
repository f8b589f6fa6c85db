package org.killpath.lab.invent;

import java.util.List;
import java.util.Optional;
import org.killpath.lab.design.edit.EditedDesign;

/**
 * What a proposal lacks.
 *
 * @param whole the smallest of the sets with a name, the proposal's edits added to each, under which no
 *     avoidable hang and nothing else bad was seen; if there is none, the one that came furthest
 * @param left a token of something bad that is seen under that one, too, if it cures not all
 * @param missing why that one has the edits that the proposal has not
 */
public record Lack(
    EditedDesign proposal, EditedDesign whole, Optional<String> left, List<Need> missing) {}
