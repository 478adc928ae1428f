"""Bounds within which an emulator looks for its own parameters, checked where a file states them."""

from pydantic import BaseModel, ConfigDict, Field


class EmulatorBounds(BaseModel):
    """Bounds of the emulators' hyperparameters, and the number of starting points of their search."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    shortest_length: float = Field(gt=0)
    longest_length: float = Field(gt=0)
    smallest_noise: float = Field(gt=0)
    largest_noise: float = Field(gt=0)
    starts: int = Field(ge=1)
