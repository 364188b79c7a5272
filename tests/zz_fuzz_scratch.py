from hypothesis import given, settings, strategies as st, HealthCheck
from tests.worlds import *
ALL={FORECAST,OPENING,SECOND,RESOLUTION,"forecasts/authors.yml"}
yamlish=st.lists(st.sampled_from([*"abc:-[]{}#&*!|>'\"%@`\n\t \x85\u2028\r\ufeff\x00,?","- ",": ","\n  ","probability","question: ","---\n","0.4","null","~","dimensions:","evidence:","criteria","signposts: ","...\n","<<: ","!!x ","é","😀","\u202e","opened_on: 2026-01-05\n"]),max_size=40).map("".join)
def inside(p,files):
    c=files.get(p.where.path)
    assert c is not None,p
    t=(c if isinstance(c,bytes) else c.encode()).decode("utf-8","replace").replace("\r\n","\n").replace("\r","\n")
    if t.startswith("\ufeff"): t=t[1:]
    lines=t.split("\n")
    assert 1<=p.where.line<=len(lines),(p,len(lines))
    assert 1<=p.where.column<=len(lines[p.where.line-1])+1,(p,lines)
S=settings(max_examples=3000,deadline=None,suppress_health_check=list(HealthCheck))
@S
@given(st.sampled_from(sorted(ALL)),st.binary(max_size=60))
def test_bytes(path,c): run({path:c})
@S
@given(st.sampled_from(sorted(ALL)),yamlish)
def test_y(path,c): run({path:c})
@S
@given(st.sampled_from(sorted(ALL)),yamlish)
def test_fm(path,c): run({path:"---\n"+c+"\n---\nbody"})
FULL={**VALID}
@S
@given(st.sampled_from([FORECAST,OPENING]),st.data())
def test_mut(path,data):
    t=VALID[path]; i=data.draw(st.integers(0,len(t))); j=data.draw(st.integers(i,len(t)))
    run({path:t[:i]+data.draw(yamlish)+t[j:]})
def run(ch):
    files={**VALID,**ch}
    _,ps=loaded(ch)
    for p in ps: inside(p,files)
