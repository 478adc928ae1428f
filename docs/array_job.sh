#!/bin/sh
# A sweep in 40 parts as a Slurm array job: sbatch --array=1-40 docs/array_job.sh beds.toml results/beds 40
# A part that was stopped goes on when it is submitted again: sbatch --array=7 docs/array_job.sh beds.toml results/beds 40
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=1G
#SBATCH --time=12:00:00
set -eu
rural-abm sweep "$1" --part "$SLURM_ARRAY_TASK_ID/$3" --workers 1 --out "$2"
