#!/bin/sh
# A sweep as a Slurm array job: sbatch --array=1-40 docs/array_job.sh beds.toml results/beds
# A part that is stopped goes on when its number is submitted again: sbatch --array=7 ...
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=1G
#SBATCH --time=12:00:00
set -eu
parts="${PARTS:-${SLURM_ARRAY_TASK_COUNT:-1}}"
rural-abm sweep "$1" --part "${SLURM_ARRAY_TASK_ID:-1}/$parts" --workers 1 --out "$2"
