"""Makes the files and tables of this folder with Keras 3.15 and h5py 3.14: python fixtures.py CASES_FOLDER"""
import os,sys,glob,zipfile,io; os.environ["KERAS_BACKEND"]="torch"
import numpy as np, h5py, ml_dtypes
R=os.path.dirname(os.path.abspath(__file__))+'/'
root=sys.argv[1].rstrip('/')+'/'
def rows(h):
    out=[]
    def v(n,o):
        if isinstance(o,h5py.Dataset):
            a=np.array(o)
            if o.attrs.get("dtype")=="bfloat16": a=np.asarray(np.array(o,dtype=ml_dtypes.bfloat16),np.float32)
            f=a.astype(np.float64).ravel()
            out.append((n,'x'.join(map(str,a.shape)),a.dtype.name,repr(float(f[0])) if f.size else '',repr(float(f[-1])) if f.size else '',repr(float(f.sum()))))
    h.visititems(v); return out
n=0
with open(R+'conformance.csv','w') as w:
    w.write('case,path,shape,dtype,first,last,sum\n')
    for f in sorted(glob.glob(root+'**/model.keras',recursive=True)):
        c=os.path.dirname(f)[len(root):]
        rr=rows(h5py.File(io.BytesIO(zipfile.ZipFile(f).read('model.weights.h5')),'r'))
        if not rr: w.write(c+',,,,,,\n')
        for r in rr: w.write(','.join((c,)+r)+'\n'); n+=1
print(n, os.path.getsize(R+'conformance.csv'))
# small h5 zoo
def zoo(name,libver=None,track=False):
    with h5py.File(R+name,'w',libver=libver,track_order=track) as h:
        rng=np.random.default_rng(7)
        h['f16']=rng.normal(size=(2,3)).astype('f2'); h['f64']=rng.normal(size=3); h['big_endian']=rng.normal(size=(2,2)).astype('>f4')
        h['i8']=np.array([-1,2],'i1'); h['i16']=np.array([-300,2],'i2'); h['i32']=np.array([[-70000]],'i4'); h['i64']=np.int64(-5_000_000_000)
        h['u8']=np.array([255,0],'u1'); h['bool']=np.array([True,False,True]); h['empty']=np.zeros((0,4),'f4'); h['scalar']=np.float32(1.5)
        d=h.create_dataset('bf16',data=np.array([1.5,-2.25,3e38],dtype=ml_dtypes.bfloat16)); d.attrs['dtype']='bfloat16'
        d.attrs['other']=np.arange(3)
        g=h.create_group('chunked')
        a=rng.normal(size=(7,10,3)).astype('f4')
        if libver is None:
            g.create_dataset('gzip',data=a,chunks=(3,4,2),compression='gzip',shuffle=True)
            g.create_dataset('plain',data=a,chunks=(3,4,3))
            g.create_dataset('many',data=np.arange(700,dtype='i4'),chunks=(10,))
        g.create_dataset('single',data=a,chunks=a.shape,compression='gzip')
        g.create_dataset('single_plain',data=a,chunks=a.shape)
        m=h.create_group('many/vars',track_order=track)
        for i in range(30 if not track else 120): m[str(i)]=np.float32(i)
        # compact layout
        pl=h5py.h5p.create(h5py.h5p.DATASET_CREATE); pl.set_layout(h5py.h5d.COMPACT)
        ds=h5py.h5d.create(h.id,b'compact',h5py.h5t.IEEE_F32LE,h5py.h5s.create_simple((3,)),pl); ds.write(h5py.h5s.ALL,h5py.h5s.ALL,np.array([1,2,3],'f4'))
    with h5py.File(R+name) as h: 
        with open(R+name+'.csv','w') as w:
            w.write('path,shape,dtype,first,last,sum\n')
            for r in rows(h): w.write(','.join(r)+'\n')
    print(name,os.path.getsize(R+name))
zoo('earliest.h5'); zoo('latest.h5','latest',True); zoo('v108.h5','v108')
import keras; from keras import layers
keras.utils.set_random_seed(3)
m=keras.Sequential([keras.Input((4,),name="x"),layers.Dense(2,activation="relu"),layers.Dense(1)],name="small")
m.compile("sgd","mse"); m.fit(np.ones((8,4)),np.ones((8,1)),verbose=0); m.save(R+'sequential.keras')
i=keras.Input((3,),name="x"); a=layers.Dense(2,name="left")(i); b=layers.Dense(2,name="right")(i); o=layers.Concatenate()([a,b])
m=keras.Model(i,o,name="functional"); m.save(R+'functional.keras')
import struct
R+='hostile/'; os.makedirs(R,exist_ok=True)
def f(n,**k): return h5py.File(R+n,'w',**k)
with f('soft_link.h5') as h: h['a']=np.float32(1); h['b']=h5py.SoftLink('/a')
with f('external_link.h5') as h: h['a']=h5py.ExternalLink('/etc/passwd','/x')
with f('external_link_latest.h5',libver='latest') as h: h['a']=h5py.ExternalLink('/etc/passwd','/x')
with f('external_data.h5') as h: h.create_dataset('a',shape=(4,),dtype='i1',external=[('/etc/passwd',0,4)])
with f('virtual.h5',libver='latest') as h:
    l=h5py.VirtualLayout((4,),'f4'); l[:]=h5py.VirtualSource('/etc/passwd','x',shape=(4,)); h.create_virtual_dataset('a',l)
with f('cycle.h5') as h: g=h.create_group('g'); g['up']=h['/']
with f('twice.h5') as h: h['a']=np.float32(1); h['b']=h['a']
with f('text.h5') as h: h['a']='words'
with f('complex.h5') as h: h['a']=np.complex64(1)
with f('compound.h5') as h: h['a']=np.zeros(2,[('x','f4'),('y','i4')])
with f('uint32.h5') as h: h['a']=np.uint32(1)
with f('opaque.h5') as h: h['a']=np.zeros(2,'V2')
with f('no_values.h5') as h: h.create_dataset('a',shape=(1<<40,),dtype='f4')
with f('no_chunks.h5') as h: h.create_dataset('a',shape=(1<<20,),dtype='f4',chunks=(1<<10,))
with f('bomb.h5') as h: h.create_dataset('a',data=np.zeros(1<<21,'f4'),chunks=(1<<21,),compression='gzip',compression_opts=9)
with f('lzf.h5') as h: h.create_dataset('a',data=np.zeros(16,'f4'),chunks=(16,),compression='lzf')
with f('chunk_index.h5',libver='latest') as h: h.create_dataset('a',data=np.zeros(16,'f4'),chunks=(4,))
with f('committed_type.h5') as h: h['t']=np.dtype('f4'); h.create_dataset('a',data=np.zeros(2,'f4'),dtype=h['t'])
with f('plain.h5') as h: h.create_group('g')['a']=np.arange(4,dtype='f4')
b=bytearray(open(R+'plain.h5','rb').read())
i=b.find(b'TREE'); c=bytearray(b); c[i+5]=1; struct.pack_into('<Q',c,i+24+8,i); open(R+'tree_in_itself.h5','wb').write(c)
root=struct.unpack_from('<Q',b,24+8*4+8)[0]; c=bytearray(b); struct.pack_into('<H',c,root+2,65535); struct.pack_into('<HHBxxxQQ',c,root+16,0x10,16,0,root+16,24); open(R+'header_in_itself.h5','wb').write(c)
# declared shape far beyond the file
v=b.find(struct.pack('<Q',4)+struct.pack('<Q',4)) # dims, maxdims
c=bytearray(b); struct.pack_into('<Q',c,v,1<<61); open(R+'huge_shape.h5','wb').write(c)
os.remove(R+'plain.h5')
