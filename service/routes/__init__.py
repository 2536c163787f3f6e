"""One module a family of addresses; each holds an ``APIRouter`` named ``router`` and little else."""
