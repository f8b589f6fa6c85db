#!/bin/sh
# Who holds the mutex that a task of vhost waits for, on a kernel without lockdep. What it prints,
# "killpath diagnose" reads.
#
# BEFORE a hang (no kprobe; 6.5 or later, with BTF and tracepoint probe events):
#
#   sh capture.sh -a           arms it: from now on it is noted who begins to wait for a mutex
#   sh capture.sh -s           while something hangs: who waits for what, and who holds it
#   sh capture.sh -d           disarms it
#
# For a hang that has ALREADY begun:
#
#   sh capture.sh              only says what this kernel can do; changes nothing
#   sh capture.sh -y           every task that waits in D or is a worker of vhost
#   sh capture.sh -y PID...    these tasks (thread ids) only
#   sh capture.sh -y -r ...    also takes the stack of holders that run, at their next schedule()
#
# THE RISK: it places kprobes (on the kernel's unwinder; with -r the scheduler is patched for a second,
# too). Placing a kprobe can crash a machine. Use it on one that has to be rebooted anyway.
#
# Armed, it costs a line in a buffer of its own for each mutex that somebody sleeps on. With -s every
# thread's oom_score_adj is written back as it is, which tells its task pointer.
#
# For a hang that has begun it needs root, x86-64, CONFIG_KPROBE_EVENTS, tracefs and a readable /proc/PID/stack; sh and awk (those
# of busybox will do) and nothing else. It writes to an own tracing instance only, and takes that and
# its two events away again however it ends.
#
# How: reading /proc/T/stack makes the kernel call __unwind_start(state, task, regs, sp). A kprobe event
# on it records T's task pointer and the words on its stack. A mutex waiter lies there as
# {list.next, list.prev, task, 0}; the head of the list is the mutex + 16. A second event reads the
# owner word back, and checks that the list really leads to that waiter. Mutexes only; not on
# PREEMPT_RT, DEBUG_MUTEXES or lockdep kernels, whose mutexes look otherwise.
GO=0 RUN=0 ARMED=
while :; do
	case ${1-} in
	-y) GO=1; shift;;
	-r) RUN=1; shift;;
	-a|-s|-d) ARMED=$1; shift;;
	-*) echo "capture: unknown option $1" >&2; exit 2;;
	*) break;;
	esac
done
for a in "$@"; do
	case $a in *[!0-9]*) echo "capture: '$a' is no thread id" >&2; exit 2;; esac
done
T=/sys/kernel/tracing
[ -d $T/events ] || T=/sys/kernel/debug/tracing
can=1
say() { echo "capture: $*"; }
no() { say "no: $*"; can=0; }
say "kernel $(uname -r) on $(uname -m)"
[ "$(id -u)" = 0 ] || no "root is needed"
command -v awk >/dev/null 2>&1 || no "there is no awk"
[ -d $T/instances ] || no "tracefs has no instances"
[ -r /proc/$$/stack ] && cat /proc/$$/stack >/dev/null 2>&1 || no "/proc/PID/stack cannot be read"
grep -q ' lock_acquire$' /proc/kallsyms 2>/dev/null && no "this kernel has lockdep: echo d > /proc/sysrq-trigger names the holders"
grep -q ' rt_mutex_slowunlock\|PREEMPT_RT' /proc/version 2>/dev/null && no "PREEMPT_RT: its mutexes are others"
# name/tid/tgid/state of a thread, without forking
info() {	# sets N ST
	N=? ST=?
	read -r L < /proc/$1/stat || return 1
	ST=${L##*) }; ST=${ST%% *}
	N=${L#*(}; N=${N%)*}
} 2>/dev/null
stack() {	# sets S
	S=
	while read -r L; do
		L=${L#* }; L=${L%%+0x*}
		S="$S${S:+ < }$L"
	done < /proc/$1/stack
} 2>/dev/null
# Of a task that runs on another processor there is no stack: it is moved to ours for a moment, and back.
MOVED=
mask() { taskset -p $1 2>/dev/null | sed 's/.*: *//'; }
insist() {
	[ -z "$S" ] && command -v taskset >/dev/null 2>&1 || return 0
	read -r MY REST < /proc/self/stat	# not $$, which is that of the shell around a pipe
	OURS=$(mask $MY) ITS=$(mask $1)
	[ -n "$OURS" ] && [ -n "$ITS" ] || return 0
	MOVED="$ITS $1"
	taskset -p 1 $MY >/dev/null 2>&1 && taskset -p 1 $1 >/dev/null 2>&1
	n=0
	while [ -z "$S" ] && [ $n -lt 50 ]; do stack $1; n=$((n+1)); done
	move_back
	taskset -p $OURS $MY >/dev/null 2>&1
}
move_back() {
	[ -z "$MOVED" ] || taskset -p $MOVED >/dev/null 2>&1
	MOVED=
}
# ARMED: a probe on the tracepoint that a waiter passes tells the mutex; the mutex tells its owner, and
# the first of its waiters, so that only who really waits for it counts.
A=kparm
AI=$T/instances/$A
disarm() {
	for e in wait ptr own; do [ -d $AI/events/$A/$e ] && echo 0 > $AI/events/$A/$e/enable; done
	rmdir $AI
	for e in wait ptr own; do [ -d $T/events/$A/$e ] && echo "-:$A/$e" >> $T/dynamic_events; done
} 2>/dev/null
# Older kernels take one probe for each tracepoint, so these two come one after the other; and what one
# has noted can be read while it is there.
on() {	# on EVENT: an event of ours, for what this shell does
	echo "common_pid == $$" > $AI/events/$A/$1/filter
	echo 1 > $AI/events/$A/$1/enable
}
away() {
	[ -d $AI/events/$A/$1 ] || return
	echo 0 > $AI/events/$A/$1/enable
	echo "-:$A/$1" >> $T/dynamic_events
} 2>/dev/null
PTR="t:$A/ptr oom_score_adj_update task=task:x64 pid=task->pid:s32"
touch_all() {	# every thread passes oom_score_adj_update
	for p in /proc/[0-9]*/task/[0-9]*; do
		{ read -r V < $p/oom_score_adj && echo "$V" > $p/oom_score_adj; } 2>/dev/null
	done
}
arm() {
	[ -w $T/dynamic_events ] || no "there are no dynamic events in tracefs ($T)"
	grep -qF 't[:[' $T/README 2>/dev/null || no "the kernel has no probes on tracepoints (6.5 or later, CONFIG_FPROBE_EVENTS)"
	[ -r /sys/kernel/btf/vmlinux ] || no "the kernel has no BTF"
	[ $can = 1 ] || { say "nothing was done; for a hang that has begun see -y"; exit 1; }
	[ ! -d $AI ] || { say "it is armed already"; exit 0; }
	mkdir $AI || { say "cannot make a tracing instance"; exit 1; }
	trap 'disarm; exit 1' INT TERM HUP
	echo "t:$A/wait contention_begin lock=lock:x64 flags=flags:u32" >> $T/dynamic_events &&
	echo "$PTR" >> $T/dynamic_events ||
		{ disarm; say "no: cannot probe contention_begin and oom_score_adj_update; nothing was done"; exit 1; }
	away ptr
	echo 'flags == 32' > $AI/events/$A/wait/filter	# who sleeps on a mutex
	echo 4096 > $AI/buffer_size_kb
	echo 1 > $AI/events/$A/wait/enable
	echo 1 > $AI/tracing_on
	say "armed: sh capture.sh -s says who holds what, sh capture.sh -d takes it away"
}
show_armed() {
	[ -d $AI ] || no "it was not armed; for a hang that has begun see -y"
	[ $can = 1 ] || { say "nothing was done"; exit 1; }
	TMP=$(mktemp -d "${TMPDIR:-/tmp}/kpcap.XXXXXX") || exit 1
	undo() {
		trap '' EXIT INT TERM HUP
		move_back
		away ptr
		away own
		rm -rf "$TMP"
	} 2>/dev/null
	trap undo EXIT
	trap 'exit 1' INT TERM HUP
	grep ' wait: ' $AI/trace > "$TMP/waits"
	echo "$PTR" >> $T/dynamic_events && on ptr && touch_all
	grep ' ptr: ' $AI/trace > "$TMP/ptrs"
	away ptr
	for p in /proc/[0-9]*/task/[0-9]*; do
		t=${p##*/}; tg=${p#/proc/}; tg=${tg%%/*}
		info $t || continue
		stack $t
		insist $t
		case $N in vhost-*) w=1;; *) w=0;; esac
		[ "$ST" = D ] && w=1
		echo "$t $tg $ST $w $N|$S" >> "$TMP/tasks"
	done
	# the last mutex that each of those who are blocked slept on
	awk 'FNR==NR{split($0,q,"|"); split(q[1],f," "); if(f[3]=="D") d[f[1]]=1; next}
	{s=$0; sub(/ +\[[0-9]+\].*/,"",s); sub(/.*-/,"",s); l=$0; sub(/.* lock=/,"",l); sub(/ .*/,"",l); if(s in d) last[s]=l}
	END{for(t in last) if(n<12) print n++,t,last[t]}' "$TMP/tasks" "$TMP/waits" > "$TMP/cand"
	args=
	while read -r n t l; do
		h=$(printf '0x%x' $((l + 16)))
		args="$args o$n=@$l:x64 a$n=+16(@$h):x64 b$n=+16(+0(@$h)):x64 c$n=+16(+0(+0(@$h))):x64"
	done < "$TMP/cand"
	: > "$TMP/own"
	if [ -n "$args" ]; then
		if echo "t:$A/own oom_score_adj_update$args" >> $T/dynamic_events && on own; then
			read -r V < /proc/$$/oom_score_adj && echo "$V" > /proc/$$/oom_score_adj
			grep ' own: ' $AI/trace | tail -1 > "$TMP/own"
		else
			say "the mutexes cannot be read"
		fi
		away own
	fi
	awk '
	function field(s,k,  i,r){i=index(s," " k "="); if(!i) return ""; r=substr(s,i+length(k)+2); sub(/ .*/,"",r); return r}
	function where(t){return stack[t]==""?"(no stack: it runs)":stack[t]}
	function who(t){return nm[t] "/" t " (group " tg[t] ") state " st[t] " at " where(t)}
	FNR==1{fi++}
	FILENAME==ARGV[1]{split($0,q,"|"); split(q[1],f," "); t=f[1]; tg[t]=f[2]; st[t]=f[3]; want[t]=f[4]; nm[t]=q[1]; sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ /,"",nm[t]); stack[t]=substr($0,index($0,"|")+1); if(want[t]==1) order[++no]=t; next}
	FILENAME==ARGV[2]{ptr[field($0,"task")]=field($0,"pid"); next}
	FILENAME==ARGV[3]{cand[$2]=$1; lock[$2]=$3; next}
	{own=$0}
	END{for(i=1;i<=no;i++){
		t=order[i]; print who(t); k=cand[t]; real=0
		if(t in cand) for(j=1;j<=3;j++) if(ptr[field(own,substr("abc",j,1) k)]==t) real=1
		if(!real){
			if(st[t]!="D") print "    waits for no mutex"
			else print "    waits for no mutex that it was seen to begin to wait for: who holds it cannot be told"
			continue}
		o=field(own,"o" k); d=substr(o,length(o),1); b=substr(o,1,length(o)-1) (index("89abcdef",d)?"8":"0")
		printf "    waits for mutex %s (owner word %s) ",lock[t],o
		if(b ~ /^0x0*$/) print "HELD BY nobody at the moment"
		else if(!(b in ptr)) print "HELD BY a task that is gone from /proc, task pointer " b
		else print "HELD BY " who(ptr[b])
	}}' "$TMP/tasks" "$TMP/ptrs" "$TMP/cand" "$TMP/own"
	say "signals and processor time of who was named: /proc/PID/status, /proc/PID/stat"
}
case $ARMED in
-a) arm; exit 0;;
-s) show_armed; exit 0;;
-d) disarm; say "disarmed"; exit 0;;
esac
[ "$(uname -m)" = x86_64 ] || no "this is not x86-64"
[ -w $T/kprobe_events ] || no "there are no kprobe events in tracefs ($T)"
grep -q ' __unwind_start$' /proc/kallsyms 2>/dev/null || no "the kernel has no __unwind_start (no ORC or frame unwinder)"
[ $can = 1 ] || { say "nothing was done"; exit 1; }
if [ $GO = 0 ]; then
	say "it can be done here; placing a kprobe can crash the machine, so nothing was done: -y does it"
	exit 0
fi
ME=$$
G=kpcap$ME
I=$T/instances/$G
TMP=$(mktemp -d "${TMPDIR:-/tmp}/kpcap.XXXXXX") || exit 1
off() {
	trap '' EXIT INT TERM HUP
	move_back
	echo 0 > $I/tracing_on
	echo '!stacktrace' > $I/events/sched/sched_switch/trigger
	for e in st own; do [ -d $I/events/$G/$e ] && echo 0 > $I/events/$G/$e/enable; done
	rmdir $I
	echo "-:$G/st" >> $T/kprobe_events
	echo "-:$G/own" >> $T/kprobe_events
	rm -rf "$TMP"
} 2>/dev/null
trap off EXIT
trap 'exit 1' INT TERM HUP
cat > "$TMP/capture.awk" <<'AWK'
function hv(s,  i,n){n=0; for(i=1;i<=length(s);i++) n=n*16+index("0123456789abcdef",substr(s,i,1))-1; return n}
function hx(n,w,  s,d){s=""; while(w-->0){d=n%16; s=substr("0123456789abcdef",d+1,1) s; n=(n-d)/16} return s}
function add(a,d,  hi,lo){	# a: "0x" + 16 digits
	hi=hv(substr(a,3,8)); lo=hv(substr(a,11,8))+d
	if(lo<0){lo+=4294967296; hi--} else if(lo>=4294967296){lo-=4294967296; hi++}
	return "0x" hx(hi,8) hx(lo,8)}
function norm(a){sub(/^0x/,"",a); while(length(a)<16) a="0" a; return "0x" a}
function kern(a){return substr(a,3,2)=="ff" && length(a)==18}
function field(s,k,  i,r){i=index(s," " k "="); if(!i) return ""; r=substr(s,i+length(k)+2); sub(/ .*/,"",r); return r}
function one(x){printf "        %s/%d (group %d) state %s at %s\n",nm[x],x,tg[x],st[x],(stack[x]==""?"(no stack: it runs)":stack[x])}
function cand(t,re,txt,  x){print "      " txt ":"; for(x in nm) if(x!=t && stack[x] ~ re) one(x)}
function candn(t,re,txt,  x){print "      " txt ":"; for(x in nm) if(x!=t && nm[x] ~ re) one(x)}
function candg(t,  x){print "      a core dump waits for every other thread of the group:"; for(x in nm) if(x!=t && tg[x]==tg[t]) one(x)}
FNR==1{fi++}
fi==1{split($0,q,"|"); split(q[1],f," "); t=f[1]; tg[t]=f[2]; st[t]=f[3]; want[t]=f[4]; nm[t]=q[1]; sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ /,"",nm[t]); stack[t]=substr($0,index($0,"|")+1); next}
pass==1 && /tracing_mark_write: KP /{i=index($0,"KP "); cur=substr($0,i+3); sub(/[^0-9].*/,"",cur); next}
pass==1 && / st: \(/{
	tp=norm(field($0,"task")); sp=norm(field($0,"sp"))
	if(cur=="" || seen[cur]++) next
	print "PTR",cur,tp,sp
	if(!want[cur]) next
	nw=0
	for(ci=1;ci<=4;ci++){
		s=field($0,substr("abcd",ci,1)); gsub(/[{}]/,"",s); m=split(s,wd,",")
		if(m<32){for(k=1;k<=32;k++) w[nw++]="0x0000000000000000"} else for(k=1;k<=32;k++) w[nw++]=norm(wd[k])
	}
	for(k=2;k<nw-1;k++) if(w[k]==tp && w[k+1]=="0x0000000000000000" && kern(w[k-1]) && kern(w[k-2])) {
		wa=add(sp,8*(k-2)); cn++; ct[cn]=cur; cw[cn]=wa; cnx[cn]=w[k-2]; cpv[cn]=w[k-1]; iswa[wa]=cn
	}
	next}
pass==2 && fi==2 && $1=="PTR"{ptr[$3]=$2; next}
pass==2 && fi==3{ci=$1; C=ci+1; ct[ci]=$2; ch[ci]=$3; cw[ci]=$4; cl[ci]=$5; next}
pass==2 && fi==4{ownl=$0; next}
END{
	if(pass==1){
		# several waiters of one mutex: follow prev to the list head
		for(i=1;i<=cn;i++){
			h=cpv[i]; n=0
			while((h in iswa) && n++<100) h=cpv[iswa[h]]
			if(h in iswa) continue
			print "CAND",ct[i],h,cw[i],add(h,-16),add(h,8)
		}
		exit}
	for(t in want) if(want[t]==1) order[++no]=t+0
	for(i=1;i<=no;i++) for(j=i+1;j<=no;j++) if(order[j]<order[i]){x=order[i];order[i]=order[j];order[j]=x}
	for(i=1;i<=no;i++){
		t=order[i]; hit=0
		for(k=0;k<C;k++) if(ct[k]==t){
			o=norm(field(ownl,"o" k)); nx=norm(field(ownl,"n" k)); pv=norm(field(ownl,"p" k))
			# real, if the list of that mutex is not empty and one of its ends is a known waiter
			ok=0; for(m=0;m<C;m++) if(cw[m]==nx || cw[m]==pv) ok=1
			if(!ok || nx==ch[k]) continue
			hit=1; d=substr(o,18,1); ob=substr(o,1,17) (index("89abcdef",d)?"8":"0")
			ht=ptr[ob]
			printf "%s/%d (group %d) state %s at %s\n    waits for mutex %s (owner word %s) ", nm[t],t,tg[t],st[t],stack[t],cl[k],o
			if(ob=="0x0000000000000000") print "HELD BY nobody at the moment"
			else if(ht=="") print "HELD BY a task that is gone from /proc, task pointer " ob
			else printf "HELD BY %s/%d (group %d) state %s at %s\n", nm[ht],ht,tg[ht],st[ht],(stack[ht]==""?"(no stack: it runs)":stack[ht])
		}
		if(!hit) {
			printf "%s/%d (group %d) state %s at %s\n    waits for no mutex%s\n", nm[t],t,tg[t],st[t],(stack[t]==""?"(no stack: it runs)":stack[t]),(st[t]=="D"?" (a completion, rw-semaphore, wait queue or timer; nobody owns it)":"")
			if(stack[t] ~ /__lock_sock/) cand(t,"vsock_|sock_recvmsg|sock_sendmsg|virtio_transport","a socket lock does not say who holds it: that cannot be told; other tasks inside a socket call")
			if(stack[t] ~ /^(__vhost_worker_flush|vhost_dev_flush|vhost_worker_flush|vhost_task_stop|kthread_stop)/) candn(t,"^vhost-","waits for a vhost worker to do its work; the workers are")
			if(stack[t] ~ /^do_coredump/) candg(t)
		}
	}
}
AWK
# no command-line recording in the instance: it would hook sched_switch
RC=$(cat $T/options/record-cmd 2>/dev/null)
echo 0 > $T/options/record-cmd
mkdir $I 2>/dev/null
[ "$RC" = 1 ] && echo 1 > $T/options/record-cmd
[ -d $I ] || { say "cannot make a tracing instance"; exit 1; }
echo "p:$G/st __unwind_start task=\$arg2:x64 sp=\$arg4:x64 a=+0(\$arg4):x64[32] b=+256(\$arg4):x64[32] c=+512(\$arg4):x64[32] d=+768(\$arg4):x64[32]" >> $T/kprobe_events || { say "cannot probe __unwind_start"; exit 1; }
echo "common_pid == $ME" > $I/events/$G/st/filter
echo 4096 > $I/buffer_size_kb
echo 1 > $I/events/$G/st/enable
echo 1 > $I/tracing_on

peek() {	# read T's stack: marker + kprobe hit
	echo "KP $1" > $I/trace_marker
	stack $1
} 2>/dev/null

for p in /proc/[0-9]*/task/[0-9]*; do
	t=${p##*/}
	info $t || continue
	case $N in vhost-*) v=1;; *) v=0;; esac
	want=0
	if [ $# -gt 0 ]; then
		for a in "$@"; do [ "$a" = "$t" ] && want=1; done
	elif [ $v = 1 ] || [ "$ST" = D ]; then want=1; fi
	tg=${p#/proc/}; tg=${tg%%/*}
	peek $t
	insist $t
	echo "$t $tg $ST $want $N|$S" >> "$TMP/tasks"
done
echo 0 > $I/events/$G/st/enable
awk -f "$TMP/capture.awk" -v pass=1 "$TMP/tasks" $I/trace > "$TMP/p1"
# p1: "PTR tid taskptr" for all, "CAND tid head waiteraddr next prev"
n=0 args=
while read -r k t h w x y z; do
	[ "$k" = CAND ] || continue
	[ $n -lt 12 ] || break
	args="$args o$n=@$x:x64 n$n=@$h:x64 p$n=@$y:x64"
	echo "$n $t $h $w $x" >> "$TMP/cand"
	n=$((n+1))
done < "$TMP/p1"
if [ $n -gt 0 ]; then
	echo "p:$G/own __unwind_start$args" >> $T/kprobe_events || say "the second probe failed"
	echo "common_pid == $ME" > $I/events/$G/own/filter
	echo 1 > $I/events/$G/own/enable
	peek self
	echo 0 > $I/events/$G/own/enable
	grep 'own: ' $I/trace | tail -1 > "$TMP/own"
else
	: > "$TMP/cand"; : > "$TMP/own"
fi
awk -f "$TMP/capture.awk" -v pass=2 "$TMP/tasks" "$TMP/p1" "$TMP/cand" "$TMP/own" > "$TMP/out"
cat "$TMP/out"
# what do the holders do?  ten looks, and are they burning a cpu?
sed -n 's/^.*HELD BY [^ ]*\/\([0-9]*\) .*/\1/p' "$TMP/out" | sort -u > "$TMP/h"
while read -r t N2; do echo "$t"; done < "$TMP/h" > "$TMP/h2"
awk '$3=="R" && $5 ~ /^vhost-/ {print $1}' "$TMP/tasks" >> "$TMP/h2"
sort -u "$TMP/h2" | while read -r t; do
	info $t || { echo "look: $t is gone"; continue; }
	i=0 s=
	c0=$(awk '{sub(/^.*\) /,""); print $12+$13}' /proc/$t/stat)
	while [ $i -lt 10 ]; do info $t; s="$s$ST"; i=$((i+1)); sleep 0.1 2>/dev/null || sleep 1; done
	c1=$(awk '{sub(/^.*\) /,""); print $12+$13}' /proc/$t/stat)
	g=$(awk '/^(ShdPnd|SigPnd)/ {printf "%s%s ", $1, $2}' /proc/$t/status)
	peek $t
	insist $t
	if [ -z "$S" ] && [ $RUN = 0 ]; then
		S="(it runs; echo l > /proc/sysrq-trigger, or capture.sh -r, shows where)"
	elif [ -z "$S" ]; then	# it runs: take its stack when it next calls schedule()
		echo > $I/trace
		echo "stacktrace if prev_pid == $t" > $I/events/sched/sched_switch/trigger
		sleep 1
		echo "!stacktrace if prev_pid == $t" > $I/events/sched/sched_switch/trigger
		S=$(awk '/^ => /{if(n++<24) printf "%s%s",(n>1?" < ":""),$2; next} n{exit}' $I/trace)
		[ -n "$S" ] && S="(runs; at schedule) $S" || S="(runs and never calls schedule: echo l > /proc/sysrq-trigger shows where)"
	fi
	echo "look: $N/$t states $s cpu ticks +$((c1-c0)) $g stack: $S"
done 2>/dev/null
