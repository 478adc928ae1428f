"""Who follows a GP who has left, and when the GP of a list becomes the usual GP of those on it."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.model.people.ahead import ask_in_turn
from rural_abm.model.people.records import ALIVE, LONG_AGO, STATE_LINE
from rural_abm.model.ties.bonds import become_usual_gp, drop_usual_gp, find_tie
from rural_abm.model.ties.clinicians import REMOTE
from rural_abm.model.ties.lists import VACANT_LIST, join_list, leave_list, list_of, lists_are_kept, places_left


@kernel
def know_list_gp(world, row):
    """Make the GP of the list the usual GP of a resident who is named, met or not; others have none until they meet.

    Whoever is on the panel of a remote physician stays there.
    """
    gp, usual = np.int64(world.lists[row].gp), np.int64(world.residents[row].usual_gp)
    if usual >= 0 and world.staff[usual].employment == REMOTE:
        return
    if world.residents[row].usual_gp != gp:
        drop_usual_gp(world, row)
    if world.lists[row].named == 0 or gp < 0:
        return
    tie = find_tie(world, row, gp)
    become_usual_gp(world, row, gp, world.ties[tie].first_day if tie >= 0 else world.now[0].day)
    world.residents[row].usual_gp_last = world.ties[tie].day if tie >= 0 else LONG_AGO


@kernel
def inherit_places(world, post, staff_row):
    """Put those who wait for the holder of a GP post on the holder's list, as far as there are places.

    They come in the order of their keys; the others go to the vacant list.
    """
    waiting = np.empty(world.now[0].residents, np.int64)
    count = 0
    for row in range(world.now[0].residents):
        if world.lists[row].gp == list_of(post):
            waiting[count] = row
            count += 1
    keys = np.empty(count, np.uint64)
    for place in range(count):
        keys[place] = world.residents[waiting[place]].key
    for place in np.argsort(keys):
        row = waiting[place]
        if places_left(world, staff_row) > 0:
            join_list(world, row, staff_row)
        else:
            leave_list(world, row, VACANT_LIST)
        know_list_gp(world, row)


@kernel
def inherit_list(world, post, staff_row):
    """Make the holder of a GP post the usual GP of those still on its vacant list, before any contact.

    While lists are kept, they come on the holder's list.
    """
    if lists_are_kept(world):
        inherit_places(world, post, staff_row)
        return
    unit = world.posts[post].unit
    for row in range(world.now[0].residents):
        ask_in_turn(world, row, STATE_LINE)
        r = world.residents[row]
        if r.usual_gp == list_of(post) and r.unit == unit and r.status == ALIVE:
            become_usual_gp(world, row, staff_row, world.now[0].day)
            r.usual_gp_last = LONG_AGO
