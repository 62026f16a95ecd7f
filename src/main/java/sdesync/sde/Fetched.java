package sdesync.sde;

import sdesync.integration.Integration;
import sdesync.integration.Params;

/** An integration as SD Elements has it at this moment, with its params: what a run works on. */
public record Fetched(Integration integration, Params params) {}
