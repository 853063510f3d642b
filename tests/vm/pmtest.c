// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * pmtest: a kernel module with character devices that can be mmapped, as drivers have them: /dev/pmtest_k hands out
 * kmalloc'ed pages by remap_pfn_range, /dev/pmtest_v vmalloc'ed pages by a fault handler. Four pages each; quadword i
 * holds a0000000dead0000 + i and b0000000beef0000 + i. Past the end mmap of _k fails, and _v raises SIGBUS. Three share
 * the pages of _k, but make no use of the offset: _o maps from the first page on, four pages at most; _a the first page
 * alone, whichever is asked for; _x takes its whole size at offset 0 and nothing else. /dev/pmtest_m maps as /dev/kmem
 * did up to Linux 5.12: the offset is a virtual address of the kernel. /dev/pmtest_i hands on the registers that it
 * ioremaps itself: iosize bytes from iophys on, if these are given.
 */
#include <linux/fs.h>
#include <linux/io.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#define NBYTES (4 * PAGE_SIZE)

static void *kbuf, *vbuf;
static void __iomem *iobuf;
static unsigned long kphys, kvirt, faults, iophys, iosize, ioid;
module_param(kphys, ulong, 0444);
module_param(kvirt, ulong, 0444);
module_param(iophys, ulong, 0444);
module_param(iosize, ulong, 0444);
module_param(ioid, ulong, 0444);
module_param(faults, ulong, 0444);

static int k_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start, offset = vma->vm_pgoff << PAGE_SHIFT;

	if (offset > NBYTES || size > NBYTES - offset)
		return -EINVAL;
	if (file->f_flags & O_SYNC)
		vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return remap_pfn_range(vma, vma->vm_start, (virt_to_phys(kbuf) >> PAGE_SHIFT) + vma->vm_pgoff, size,
			       vma->vm_page_prot);
}

static vm_fault_t v_fault(struct vm_fault *vmf)
{
	if (vmf->pgoff >= NBYTES >> PAGE_SHIFT)
		return VM_FAULT_SIGBUS;
	vmf->page = vmalloc_to_page(vbuf + (vmf->pgoff << PAGE_SHIFT));
	get_page(vmf->page);
	faults++;
	return 0;
}

static const struct vm_operations_struct v_ops = { .fault = v_fault };

static int v_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &v_ops;
	return 0;
}

static int m_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	void *first = (void *)(vma->vm_pgoff << PAGE_SHIFT);

	if (!virt_addr_valid(first) || !virt_addr_valid(first + size - PAGE_SIZE))
		return -EIO;
	return remap_pfn_range(vma, vma->vm_start, __pa(first) >> PAGE_SHIFT, size, vma->vm_page_prot);
}

static int i_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start, offset = vma->vm_pgoff << PAGE_SHIFT;

	if (offset > iosize || size > iosize - offset)
		return -EINVAL;
	vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return io_remap_pfn_range(vma, vma->vm_start, (iophys >> PAGE_SHIFT) + vma->vm_pgoff, size, vma->vm_page_prot);
}

static int first_mmap(struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(kbuf) >> PAGE_SHIFT, vma->vm_end - vma->vm_start,
			       vma->vm_page_prot);
}

static int o_mmap(struct file *file, struct vm_area_struct *vma)
{
	return vma->vm_end - vma->vm_start > NBYTES ? -EINVAL : first_mmap(vma);
}

static int a_mmap(struct file *file, struct vm_area_struct *vma)
{
	return vma->vm_end - vma->vm_start > PAGE_SIZE ? -EINVAL : first_mmap(vma);
}

static int x_mmap(struct file *file, struct vm_area_struct *vma)
{
	return vma->vm_pgoff || vma->vm_end - vma->vm_start != NBYTES ? -EINVAL : first_mmap(vma);
}

static const struct file_operations fops[] = {
	{ .owner = THIS_MODULE, .mmap = k_mmap }, { .owner = THIS_MODULE, .mmap = v_mmap },
	{ .owner = THIS_MODULE, .mmap = m_mmap }, { .owner = THIS_MODULE, .mmap = o_mmap },
	{ .owner = THIS_MODULE, .mmap = a_mmap }, { .owner = THIS_MODULE, .mmap = x_mmap },
	{ .owner = THIS_MODULE, .mmap = i_mmap },
};
static struct miscdevice devices[] = {
	{ MISC_DYNAMIC_MINOR, "pmtest_k", &fops[0], .mode = 0600 },
	{ MISC_DYNAMIC_MINOR, "pmtest_v", &fops[1], .mode = 0600 },
	{ MISC_DYNAMIC_MINOR, "pmtest_m", &fops[2], .mode = 0600 },
	{ MISC_DYNAMIC_MINOR, "pmtest_o", &fops[3], .mode = 0600 },
	{ MISC_DYNAMIC_MINOR, "pmtest_a", &fops[4], .mode = 0600 },
	{ MISC_DYNAMIC_MINOR, "pmtest_x", &fops[5], .mode = 0600 },
	{ MISC_DYNAMIC_MINOR, "pmtest_i", &fops[6], .mode = 0600 },
};
static int ndevices;

static void pmtest_exit(void)
{
	while (ndevices)
		misc_deregister(&devices[--ndevices]);
	if (iobuf)
		iounmap(iobuf);
	vfree(vbuf);
	free_pages((unsigned long)kbuf, 2);
}

static int __init pmtest_init(void)
{
	int rc = -ENOMEM, most = iosize ? 7 : 6;
	unsigned long i;

	kbuf = (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, 2);
	vbuf = vmalloc_user(NBYTES);
	iobuf = iosize ? ioremap(iophys, iosize) : NULL;
	if (!kbuf || !vbuf || (iosize && !iobuf))
		goto undo;
	for (i = 0; i < NBYTES / 8; i++) {
		((u64 *)kbuf)[i] = 0xa0000000dead0000ULL + i;
		((u64 *)vbuf)[i] = 0xb0000000beef0000ULL + i;
	}
	kphys = virt_to_phys(kbuf);
	kvirt = (unsigned long)kbuf;
	ioid = iobuf ? readl(iobuf) : 0;
	for (rc = 0; !rc && ndevices < most; ndevices += !rc)
		rc = misc_register(&devices[ndevices]);
	if (!rc)
		return 0;
undo:
	pmtest_exit();
	return rc;
}

module_init(pmtest_init);
module_exit(pmtest_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("pages to be mapped by physmon's tests");
