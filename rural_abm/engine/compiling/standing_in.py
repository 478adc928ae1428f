"""Functions of numba's exchanged while a kernel is compiled, and put back afterwards.

numba cannot be told to do less, and code of others in the same process is compiled by numba as it is.
"""

from contextlib import ExitStack, contextmanager


@contextmanager
def standing_in(stand_ins):
    """While it holds, each (owner, attribute, function) of the list has replaced the attribute by what the function
    makes of it."""
    with ExitStack() as put_back:
        for owner, name, made_of in stand_ins:
            before = getattr(owner, name)
            put_back.callback(setattr, owner, name, before)
            setattr(owner, name, made_of(before))
        yield
