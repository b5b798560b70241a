#!/usr/bin/env bash
# Load a release with several versions of datasets: scripts/compat.sh RELEASE [VERSION...]
# Each version has an environment of its own under .compat/, made once; a failing version does not hide the next.
set -euo pipefail

release=${1:?usage: scripts/compat.sh RELEASE [VERSION...]}
shift
[ "$#" -gt 0 ] || set -- 3.6.0 4.8.5 5.2.0

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
failed=()

load() {
  local environment="$root/.compat/$1"
  if [ ! -e "$environment/ready" ]; then
    "${PYTHON:-python3}" -m venv --clear "$environment" &&
      "$environment/bin/python" -m pip install --quiet --disable-pip-version-check "datasets==$1" &&
      touch "$environment/ready" || return 1
  fi
  HF_HUB_OFFLINE=1 HF_HOME="$environment/home" "$environment/bin/python" "$root/scripts/load_release.py" "$release"
}

for version in "$@"; do
  load "$version" || failed+=("$version")
done

if [ "${#failed[@]}" -gt 0 ]; then
  echo "cannot load $release alike: datasets ${failed[*]}" >&2
  exit 1
fi
