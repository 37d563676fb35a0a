#!/usr/bin/env bash
# The guide for two control planes on different networks, scripted by hand: the yardstick of bench.ts.
#
# What a careful person writes who knows the tools: both clusters at once, each tool's own waiting, nothing clever.
# Needs Docker, kind, kubectl, istioctl, ISTIO_HOME and GUIDERAIL_METALLB; prints `phase seconds` lines.
set -euo pipefail

work=$(mktemp -d)
export KUBECONFIG=${work}/kubeconfig
names=(byhand1 byhand2)
image=${GUIDERAIL_NODE_IMAGE:+--image=${GUIDERAIL_NODE_IMAGE}}
remove() { for name in "${names[@]}"; do kind delete cluster --name "${name}" & done > /dev/null 2>&1; wait; rm -rf "${work}"; }
trap remove EXIT
cd "${ISTIO_HOME}"

began=${EPOCHREALTIME/./}
phase() { local now=${EPOCHREALTIME/./}; printf '%s %d.%03d\n' "$1" $(((now - began) / 1000000)) $(((now - began) / 1000 % 1000)); began=${now}; }
on() { kubectl --context="kind-byhand$1" "${@:2}"; }

create() {
  cat > "${work}/kind$1.yaml" <<YAML
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
networking: {podSubnet: 10.1$1.0.0/16, serviceSubnet: 10.12$1.0.0/16}
YAML
  kind create cluster --name "byhand$1" ${image} --config "${work}/kind$1.yaml" --kubeconfig "${work}/kubeconfig$1" --wait 120s
}
create 1 > "${work}/log1" 2>&1 & first=$!
create 2 > "${work}/log2" 2>&1 & second=$!
wait "${first}" || { cat "${work}/log1"; exit 1; }
wait "${second}" || { cat "${work}/log2"; exit 1; }
KUBECONFIG=${work}/kubeconfig1:${work}/kubeconfig2 kubectl config view --flatten > "${KUBECONFIG}"
phase clusters

prefix=$(docker network inspect kind -f '{{range .IPAM.Config}}{{.Subnet}} {{end}}' | tr ' ' '\n' | grep -v : | cut -d. -f1-2)
for n in 1 2; do
  on "${n}" apply -f "${GUIDERAIL_METALLB}"
  on "${n}" -n metallb-system rollout status deployment/controller --timeout=180s
  on "${n}" -n metallb-system rollout status daemonset/speaker --timeout=180s
  until on "${n}" apply -f - <<YAML
apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: {name: pool, namespace: metallb-system}
spec: {addresses: [${prefix}.25${n}.1-${prefix}.25${n}.50]}
---
apiVersion: metallb.io/v1beta1
kind: L2Advertisement
metadata: {name: pool, namespace: metallb-system}
YAML
  do sleep 1; done
  on "${n}" create namespace istio-system
  on "${n}" create secret generic cacerts -n istio-system --from-file=samples/certs/ca-cert.pem \
    --from-file=samples/certs/ca-key.pem --from-file=samples/certs/root-cert.pem --from-file=samples/certs/cert-chain.pem
done > "${work}/log" 2>&1
phase load-balancers-and-trust

other() { echo $((3 - $1)); }
{
  for n in 1 2; do
    cat > "${work}/cluster${n}.yaml" <<YAML
apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec: {values: {global: {meshID: mesh1, multiCluster: {clusterName: cluster${n}}, network: network${n}}}}
YAML
    istioctl install -y --context="kind-byhand${n}" -f "${work}/cluster${n}.yaml"
    MESH=mesh1 CLUSTER=cluster${n} NETWORK=network${n} samples/multicluster/gen-eastwest-gateway.sh |
      istioctl manifest generate -f - | on "${n}" apply -f -
    on "${n}" apply -n istio-system -f samples/multicluster/expose-services.yaml
  done
  for n in 1 2; do
    address=$(docker inspect "byhand${n}-control-plane" -f '{{.NetworkSettings.Networks.kind.IPAddress}}')
    istioctl x create-remote-secret --context="kind-byhand${n}" --name="cluster${n}" --server="https://${address}:6443" |
      on "$(other "${n}")" apply -f -
  done
  for n in 1 2; do
    on "${n}" create namespace sample
    on "${n}" label namespace sample istio-injection=enabled
    on "${n}" apply -f samples/helloworld/helloworld.yaml -l service=helloworld -n sample
    on "${n}" apply -f samples/helloworld/helloworld.yaml -l version="v${n}" -n sample
    on "${n}" -n sample rollout status "deployment/helloworld-v${n}" --timeout=180s
  done
  for n in 1 2; do
    on "${n}" apply -f samples/sleep/sleep.yaml -n sample
    on "${n}" -n sample rollout status deployment/sleep --timeout=180s
  done
  for n in 1 2; do
    on "${n}" -n istio-system rollout status deployment/istio-eastwestgateway --timeout=180s
    seen=
    for _ in $(seq 120); do
      seen+=$(on "${n}" exec -n sample -c sleep deploy/sleep -- curl -sS helloworld.sample:5000/hello || true)
      [[ ${seen} == *'version: v1'* && ${seen} == *'version: v2'* ]] && break
      sleep 1
    done
    [[ ${seen} == *'version: v1'* && ${seen} == *'version: v2'* ]] || { echo "not both versions from cluster ${n}"; exit 1; }
  done
} >> "${work}/log" 2>&1 || { tail -n 20 "${work}/log" >&2; exit 1; }
phase steps

for name in "${names[@]}"; do kind delete cluster --name "${name}" & done > /dev/null 2>&1
wait
phase deletion
