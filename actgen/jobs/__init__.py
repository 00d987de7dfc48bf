"""Many documents made at once: tasks that are bytes, done by a function of a layer above, that give bytes.

The same tasks give the same results in this process, in several, or on a cluster: a runner only decides
where. Nothing here knows what a task is about.
"""

from actgen.jobs.crew import Crew
from actgen.jobs.here import Here
from actgen.jobs.progress import Progress
from actgen.jobs.run import Runner, run
from actgen.jobs.task import Done, Task, TaskCrash, Work

__all__ = ["Crew", "Done", "Here", "Progress", "Runner", "Task", "TaskCrash", "Work", "run"]
